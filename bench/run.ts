/**
 * `npm run bench -- <id>`: one measurement against a peer in the same minutes. What is measured is checked to do the right
 * thing before its time counts. Exit 1 when a check fails or the limit that stands beside the result is not held.
 */
import { actionStart } from "./action-start.ts";
import type { Bench, Suite } from "./bench.ts";
import { check } from "./check.ts";
import { log } from "./log.ts";
import { printHost, printResult } from "./print.ts";
import { resolve } from "./resolve.ts";
import { secondRun } from "./second-run.ts";
import { start } from "./start.ts";

const BENCHES: readonly (Bench | Suite)[] = [start, actionStart, secondRun, log, check, resolve];

async function main(ids: readonly string[]): Promise<void> {
  const chosen = BENCHES.filter(({ id }) => ids.includes(id));
  if (chosen.length === 0 || chosen.length !== new Set(ids).size) {
    console.error("usage: npm run bench -- <id>…");
    for (const { id, question } of BENCHES) console.error(`  ${id.padEnd(12)} ${question}`);
    process.exit(2);
  }
  printHost();
  for (const bench of chosen) {
    const held = "run" in bench ? await bench.run() : printResult(bench, await bench.measure());
    if (!held) process.exitCode = 1;
  }
}

await main(process.argv.slice(2));
