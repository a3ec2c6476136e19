/**
 * Random small indexes that cannot satisfy what is asked, served on a loopback index: real pips and a real uv refuse, and each
 * log alone is explained. Every statement has to be so on the index. `--count` is in logs; at most 1,000.
 */
import { judgeLog, noLogFigures } from "../../test/rig/explain/judge-log.ts";
import { refusals } from "../../test/rig/explain/refusals.ts";

export const name = "log-explanations";

const MOST = 1_000;

export async function run({ count, seed }: { readonly count: number; readonly seed: number }) {
  const figures = noLogFigures();
  const failures: string[] = [];
  for await (const refusal of refusals(Math.min(count, MOST), seed)) {
    const problem = await judgeLog(refusal, figures);
    if (problem !== null) failures.push(`${refusal.tool}: ${problem}\n${JSON.stringify(refusal)}`);
  }
  return { ...figures, failures };
}
