import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { cliEnvironment } from "../test/e2e/index/run-cli.ts";
import { median, type Suite } from "./bench.ts";
import { type DelayedIndex, startDelayedIndex } from "./check/delayed-index.ts";
import type { ChildUsage } from "./check/measure-child.ts";
import { measurePureParts } from "./check/parse-lines.ts";
import { makeSides, type Side } from "./check/sides.ts";

const NAMES = 300;
const FILES = 42;
const DELAY = 50;

/** What the index and the cache are like, and how long ours may take. */
const STATES = [
  { name: "cold", cacheControl: "max-age=600", limit: 2500 },
  { name: "not modified", cacheControl: "max-age=0", limit: 1700 },
  { name: "fresh", cacheControl: "max-age=600", limit: 200 },
] as const;

export const check: Suite = {
  id: "check",
  question: `How long does it take to look ${NAMES} names up on an index ${DELAY} ms away?`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), "wheelhouse-bench-check-"));
    const index = await startDelayedIndex({ names: NAMES, files: FILES, delay: DELAY });
    try {
      writeFileSync(join(folder, "requirements.txt"), `${index.names.join("\n")}\n`);
      writeFileSync(join(folder, "urls.txt"), `${index.names.map((name) => `${index.url}${name}/`).join("\n")}\n`);
      const client = await compileClient(folder);
      console.log(`\n${check.id}: ${check.question}`);
      console.log(
        `  ${NAMES} pages of ${FILES} files, ${DELAY} ms before each answer; median wall time, largest memory`,
      );
      const sides = makeSides({ index, files: FILES, folder, client, env: cliEnvironment(folder) });
      let held = true;
      for (const side of sides) held = (await measureSide(side, index, sides.indexOf(side) < OURS)) && held;
      return measurePureParts() && held;
    } finally {
      await index.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** The sides that the limits are for. */
const OURS = 2;

/** As it is shipped, in plain JavaScript: a start from TypeScript would measure Node's type stripper. */
async function compileClient(folder: string): Promise<string> {
  const outfile = join(folder, "client-child.cjs");
  const entryPoints = [join(import.meta.dirname, "check/client-child.ts")];
  await build({ entryPoints, outfile, bundle: true, format: "cjs", platform: "node", target: "node24" });
  return outfile;
}

async function measureSide(side: Side, index: DelayedIndex, isOurs: boolean): Promise<boolean> {
  let held = true;
  for (const state of STATES) {
    if (state.name !== "cold" && !side.keeps) continue;
    const usages: ChildUsage[] = [];
    for (let number = 0; number < side.runs; number += 1) {
      if (state.name === "cold" || number === 0) side.forget();
      index.say(state.cacheControl);
      if (state.name !== "cold" && number === 0) await side.run();
      index.forget();
      usages.push(await side.run());
      if (isOurs) checkRequests(state.name, index);
    }
    const times = usages.map(({ milliseconds }) => milliseconds);
    const isHeld = !isOurs || median(times) <= state.limit;
    held &&= isHeld;
    const told = `${median(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)} – ${Math.max(...times).toFixed(0)})`;
    const memory = `${(Math.max(...usages.map(({ bytes }) => bytes)) / 1024 ** 2).toFixed(0)} MB`;
    const verdict = isOurs ? `  limit ${state.limit} ms: ${isHeld ? "held" : "BROKEN"}` : "";
    console.log(
      `  ${side.name.padEnd(32)} ${state.name.padEnd(13)} ${told.padEnd(24)} ${memory.padStart(7)}${verdict}`,
    );
  }
  return held;
}

/** At most one request for each name, of the kind that the state allows, over at most ten connections. */
function checkRequests(state: (typeof STATES)[number]["name"], { asked, statuses, connections }: DelayedIndex): void {
  const expected: readonly number[] = { cold: [200], "not modified": [304], fresh: [] }[state];
  const total = [...asked.values()].reduce((sum, count) => sum + count, 0);
  const isRight =
    total === expected.length * NAMES && [...statuses.keys()].every((status) => expected.includes(status));
  if (!isRight || Math.max(0, ...asked.values()) > 1 || connections() > 10)
    throw new Error(`${state}: ${total} requests, answers ${[...statuses]}, ${connections()} connections`);
}
