/**
 * Ten gigabytes of a log, made as they are read: the memory over bare Node has to stay below 96 MB, and every line and
 * event has to be counted. `--count` is in gigabytes, ten at most.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileChildren } from "../../bench/log/compile.ts";
import { measure } from "../../bench/log/measure.ts";
import { makeMix } from "../../bench/log/mix.ts";

export const name = "log-memory";

const MOST = 10;
const LIMIT = 96_000_000;

export interface MemoryProof {
  readonly gigabytes: number;
  readonly lines: number;
  readonly events: number;
  /** Bytes of memory over bare Node. */
  readonly over: number;
  readonly seconds: number;
  readonly failures: readonly string[];
}

export async function run({ count }: { readonly count: number }): Promise<MemoryProof> {
  const gigabytes = Math.min(count, MOST);
  const folder = mkdtempSync(join(tmpdir(), "wheelhouse-log-memory-"));
  try {
    const child = await compileChildren(folder);
    const mix = makeMix(43);
    const times = Math.ceil((gigabytes * 1_000_000_000) / mix.piece.length);
    const [lines, events] = [mix.lines * times, mix.interesting * times];
    const bare = measure([process.execPath, "-e", ""], "");
    const run = measure([process.execPath, child("feed-parser"), String(gigabytes * 1_000)], `${lines} ${events}`);
    const over = run.bytes - bare.bytes;
    const failures = over > LIMIT ? [`${over} bytes over bare Node, more than ${LIMIT}`] : [];
    return { gigabytes, lines, events, over, seconds: run.seconds, failures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
