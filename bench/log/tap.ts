import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { median } from "../bench.ts";
import type { LogBench } from "../log.ts";
import { makeMix } from "./mix.ts";
import { runNode } from "./run-node.ts";

const MEGABYTES = 50;
const BUILD_SECONDS = 60;
const PAIRS = 5;
const STUB = join(import.meta.dirname, "stub-build.py");

/**
 * B3: a stub prints 50 MB as fast as they are taken; once the parser reads them, once they only go by. What reading costs
 * more is held against a build of 60 seconds.
 */
export function measureTap({ folder, child, check }: LogBench): void {
  const mix = makeMix(43);
  const times = Math.round((MEGABYTES * 1_000_000) / mix.piece.length);
  const path = join(folder, "tap.log");
  writeFileSync(path, Buffer.concat(new Array<Buffer>(times).fill(mix.piece)));
  const run = (mode: "read" | "discard"): number => {
    const [events, milliseconds] = runNode([child("tap-child"), mode, "python3", STUB, path, "0"]).map(Number);
    const expected = mode === "read" ? mix.interesting * times : 0;
    if (events !== expected) throw new Error(`the tap found ${events} events, not ${expected}`);
    return milliseconds ?? Number.NaN;
  };
  const added = Array.from({ length: PAIRS }, () => run("read") - run("discard"));
  const cost = median(added);
  console.log(`\nlog, live tap: ${MEGABYTES} MB of a build's output, ${PAIRS} pairs, processor time`);
  console.log(
    `  reading adds ${cost.toFixed(0)} ms (${Math.min(...added).toFixed(0)} – ${Math.max(...added).toFixed(0)})`,
  );
  const share = (cost / 1_000 / BUILD_SECONDS) * 100;
  check(`${share.toFixed(2)} % of a build that prints them in ${BUILD_SECONDS} s, at most 1 %`, share <= 1);
}
