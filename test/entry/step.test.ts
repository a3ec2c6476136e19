import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runnerCommands } from "../rig/runner-commands.ts";

const PROGRAM = fileURLToPath(new URL("./step-program.ts", import.meta.url));
const ENVIRONMENT = { PATH: process.env.PATH ?? "", SECRET: "canary-of-the-environment" };

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function start(kind: "main" | "post", scenario: string) {
  const child = spawn(process.execPath, [PROGRAM, kind, scenario], {
    env: ENVIRONMENT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, output }));
  });
  return { child, ended, until: (text: string) => sees(() => output.includes(text)) };
}

async function sees(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 5));
}

const run = (kind: "main" | "post", scenario: string) => start(kind, scenario).ended;
const levels = (output: string) => runnerCommands(output).map(({ command }) => command);

describe.concurrent("an exception that nobody catches", () => {
  it.each(["throws in a callback", "rejects unhandled", "throws", "throws in a callback and goes on"])(
    "I12: fails main while the result is unknown: %s",
    async (scenario) => {
      const { code, output } = await run("main", scenario);
      expect(code).toBe(3);
      expect(runnerCommands(output)).toMatchObject([
        { command: "error", data: expect.stringContaining("Error: stray") },
      ]);
    },
  );

  it("I12: stops the work of main before it fails", async () => {
    const { code, output } = await run("main", "ends when it is told to");
    expect([code, output.includes("cleaned up")]).toEqual([3, true]);
  });

  it("I12: is a warning once the result of main is known, which stands", async () => {
    const { code, output } = await run("main", "throws in a callback after the result");
    expect([code, levels(output), output.includes("went on")]).toEqual([1, ["warning"], true]);
  });

  it.each(["throws in a callback and goes on", "throws"])("I12: never fails post: %s", async (scenario) => {
    const { code, output } = await run("post", scenario);
    expect([code, levels(output)]).toEqual([0, ["warning"]]);
  });

  it("I12: work that never comes to an end is no success of main", async () => {
    const main = await run("main", "never ends");
    expect([main.code, levels(main.output)]).toEqual([3, ["error"]]);
    expect((await run("post", "never ends")).code).toBe(0);
  });
});

describe("a crash", () => {
  it("D7: shows neither environment nor headers nor credentials", async () => {
    const { code, output } = await run("main", "throws with secrets");
    expect(code).toBe(3);
    expect(output).toContain("https://****@index.example/?sig=****");
    expect(output).toContain("step-program.ts");
    expect(output).not.toContain("canary");
    expect(levels(output)).toEqual(["error"]);
  });
});

describe.concurrent("the end of a step", () => {
  it("I16: does not wait for a socket that is still open", async () => {
    // A step that waits for the socket never ends.
    expect((await run("main", "leaves a server open")).code).toBe(7);
  });

  it("I13: keeps its exit code when nobody reads its output any more", async () => {
    const { child, ended } = start("main", "prints a lot");
    child.stdout.once("data", () => child.stdout.destroy());
    expect(await ended).toMatchObject({ code: 7, output: expect.stringMatching(/^x/) });
  });

  it("I13: loses no output that is read slowly", async () => {
    const { child, ended } = start("main", "prints a lot");
    child.stdout.pause();
    setTimeout(() => child.stdout.resume(), 300);
    const { code, output } = await ended;
    expect([code, output.match(/^x{100}$/gm)?.length, output.match(/^y$/gm)?.length]).toEqual([7, 20_000, 1_000]);
  });

  it("ends at once on a second signal, without a word of a bug", async () => {
    const { child, ended, until } = start("main", "is deaf to a signal");
    await until("ready");
    child.kill("SIGINT");
    await until("heard");
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ code: 143, output: "ready\nheard\n" });
  });

  it.each(["SIGINT", "SIGTERM"] as const)("lets the work finish what it has on %s", async (signal) => {
    const { child, ended, until } = start("main", "waits for a signal");
    await until("ready");
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 1, output: "ready\nstate saved\n" });
  });
});
