/** A step for `step.test.ts`: `node step-program.ts main|post <scenario>`. */
import { createServer } from "node:http";
import { runStep, type Step } from "../../src/entry/step.ts";

class RequestError extends Error {
  readonly request = { headers: { authorization: "token canary-header" } };
  readonly environment = { TOKEN: "canary-environment" };
}

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
const later = (work: () => void) => setTimeout(work, 1);

const SCENARIOS: Readonly<Record<string, (step: Step) => Promise<number>>> = {
  "throws in a callback": async () => {
    later(() => {
      throw new Error("stray");
    });
    await wait(60_000);
    return 0;
  },
  "rejects unhandled": async () => {
    later(() => void Promise.reject(new Error("stray")));
    await wait(60_000);
    return 0;
  },
  "throws in a callback after the result": async (step) => {
    step.settle(1);
    later(() => {
      throw new Error("stray");
    });
    await wait(50);
    step.sink.write("went on\n");
    return 1;
  },
  "throws in a callback and goes on": async (step) => {
    later(() => {
      throw new Error("stray");
    });
    await wait(50);
    step.sink.write("went on\n");
    return 0;
  },
  throws: async () => {
    throw new Error("stray");
  },
  "ends when it is told to": async (step) => {
    later(() => {
      throw new Error("stray");
    });
    await new Promise((done) => step.signal.addEventListener("abort", done));
    step.sink.write("cleaned up\n");
    return 0;
  },
  "never ends": () => new Promise(() => {}),
  "leaves a server open": async () => {
    await new Promise<void>((done) => createServer().listen(0, "127.0.0.1", done));
    return 7;
  },
  "prints a lot": async (step) => {
    for (let line = 0; line < 20_000; line += 1) step.sink.write(`${"x".repeat(100)}\n`);
    await wait(50);
    for (let line = 0; line < 1_000; line += 1) step.sink.write("y\n");
    return 7;
  },
  "throws with secrets": async (step) => {
    step.hide(["canary-known"]);
    throw new RequestError(
      "canary-known at https://user:canary-password@index.example/?sig=canary-signature\n::add-mask::x",
    );
  },
  "is deaf to a signal": async (step) => {
    step.signal.addEventListener("abort", () => step.sink.write("heard\n"));
    step.sink.write("ready\n");
    await wait(60_000);
    return 0;
  },
  "waits for a signal": async (step) => {
    const alive = setInterval(() => {}, 1_000);
    step.sink.write("ready\n");
    await new Promise((done) => step.signal.addEventListener("abort", done));
    clearInterval(alive);
    step.sink.write("state saved\n");
    return 1;
  },
};

const [, , kind, scenario = ""] = process.argv;
const work = SCENARIOS[scenario];
if (work === undefined) throw new Error(`no scenario ${scenario}`);
await runStep(kind === "post" ? "post" : "main", work);
