import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { inPairs, type Pair } from "../bench.ts";

/** What running a program took. */
export interface Usage {
  readonly seconds: number;
  /** Of all its threads. */
  readonly processor: number;
  /** The most memory that it had at a time. */
  readonly bytes: number;
  readonly output: string;
}

const MEASURE = join(import.meta.dirname, "measure.py");

/** A reader to be measured: the same log, the same question. */
export interface Reader {
  readonly name: string;
  argv(path: string): readonly string[];
  /** What it has to print; else its time does not count. */
  answer(log: { readonly lines: number; readonly interesting: number }): string;
}

/** Runs a program to its end. Throws when it fails or prints something else. */
export function measure(argv: readonly string[], expected: string): Usage {
  const run = spawnSync("python3", [MEASURE, ...argv], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (run.status !== 0) throw new Error(`${argv.join(" ")}: ${run.stderr}`);
  const usage = JSON.parse(run.stdout) as Usage & { readonly code: number };
  if (usage.code !== 0 || usage.output.trim() !== expected)
    throw new Error(`${argv.join(" ")}: wrong result, exit ${usage.code}: ${usage.output.trim()}, not ${expected}`);
  return usage;
}

export interface Compared {
  readonly ours: readonly Usage[];
  readonly peer: readonly Usage[];
  readonly pairs: readonly Pair[];
}

/** Both sides in alternation, each run checked. Pairs are of seconds. */
export async function compare(count: number, ours: () => Usage, peer: () => Usage): Promise<Compared> {
  const runs: { ours: Usage[]; peer: Usage[] } = { ours: [], peer: [] };
  const note = (side: "ours" | "peer", usage: Usage): number => {
    runs[side].push(usage);
    return usage.seconds;
  };
  const pairs = await inPairs(
    count,
    () => note("ours", ours()),
    () => note("peer", peer()),
  );
  // The first of each was the pair that does not count.
  return { ours: runs.ours.slice(1), peer: runs.peer.slice(1), pairs };
}
