import { join } from "node:path";
import { timeChild } from "../time-child.ts";

/** What running a program took. */
export interface ChildUsage {
  readonly milliseconds: number;
  /** Of processors, all threads together: others on the machine do not change it much. */
  readonly processorMs: number;
  /** The most memory that it had at a time. */
  readonly bytes: number;
  readonly output: string;
}

const MEASURE = join(import.meta.dirname, "../log/measure.py");

/** Runs a program to its end without blocking this process, which is the index that it asks. Throws when it fails. */
export async function measureChild(
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<ChildUsage> {
  const run = await timeChild(["python3", MEASURE, ...argv], options);
  const usage = /\{"seconds".*\}/.exec(run.output)?.[0];
  const told: { seconds: number; processor: number; bytes: number; code: number; output: string } | null =
    usage === undefined ? null : JSON.parse(usage);
  if (told === null || told.code !== 0) throw new Error(`${argv.join(" ")}: exit ${told?.code}:\n${run.output}`);
  const { seconds, processor, bytes, output } = told;
  return { milliseconds: seconds * 1000, processorMs: processor * 1000, bytes, output };
}
