/**
 * Ten builds that really fail, in containers: each must be named right by report.json, and pass once the remedy is applied
 * as report.json has it. Needs root, Debian and the package registries; the first time takes long, since images are made.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FAILURE_CASES } from "../../test/rig/failures/failure-case.ts";
import { startMachine } from "../../test/rig/failures/machine.ts";
import { runCase } from "../../test/rig/failures/run-case.ts";

export const name = "failures";

/** `WHEELHOUSE_FAILURES="disk full,out of memory"`: only these. */
const ONLY = process.env.WHEELHOUSE_FAILURES?.split(",");

export async function run(): Promise<{ readonly passed: number; readonly failures: readonly string[] }> {
  const cases = FAILURE_CASES.filter(({ name: title }) => ONLY === undefined || ONLY.includes(title));
  const machine = await startMachine(
    [...new Set(cases.map(({ architecture }) => architecture)), "amd64"],
    console.error,
  );
  const root = await mkdtemp(join(tmpdir(), "wheelhouse-failures-"));
  const failures: string[] = [];
  try {
    for (const item of cases) {
      const result = await runCase(machine, item, join(root, item.name.replaceAll(" ", "-")));
      console.log(`${item.name} (${item.origin}: ${item.subject})`);
      console.log(`  named: ${result.title ?? "no"}, after ${result.seconds.failing.toFixed(0)} s`);
      console.log(
        `  remedy: ${result.remedy === null ? "none" : [result.remedy.text, ...result.remedy.commands].join("\n          ")}`,
      );
      console.log(
        result.problems.length === 0
          ? `  passes with it, after ${result.seconds.passing.toFixed(0)} s`
          : `  ${result.problems.join("\n  ")}`,
      );
      failures.push(...result.problems.map((problem) => `${item.name}: ${problem}`));
    }
  } finally {
    await machine.stop();
    if (failures.length === 0) await rm(root, { recursive: true, force: true });
    else console.error(`logs: ${root}`);
  }
  return { passed: cases.length - new Set(failures.map((text) => text.split(":")[0])).size, failures };
}
