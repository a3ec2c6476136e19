/**
 * Tags, specifiers, ranges, orderings, markers and requirements against the `packaging` library and the copies that pip
 * carries, with one seed after the other: `--count` is the number of pairs of a specifier and a version.
 */
import { standardsTasks } from "../../test/rig/standards/comparisons.ts";

export const name = "standards";

const PAIRS_IN_A_ROUND = 60_000;

export async function run({ count, seed }: { readonly count: number; readonly seed: number }): Promise<{
  readonly seeds: string;
  readonly cases: number;
  readonly failures: readonly string[];
}> {
  const rounds = Math.max(1, Math.round(count / PAIRS_IN_A_ROUND));
  const failures: string[] = [];
  let cases = 0;
  for (let round = seed; round < seed + rounds; round += 1) {
    for (const task of standardsTasks({ seed: round, times: 1 })) {
      const result = await task.run();
      cases += result.cases;
      failures.push(...result.differences.map((line) => `seed ${round}, ${task.title}: ${line}`));
    }
  }
  return { seeds: `${seed} to ${seed + rounds - 1}`, cases, failures };
}
