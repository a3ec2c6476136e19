import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeMix } from "../../../bench/log/mix.ts";

const FEED = join(import.meta.dirname, "../../../bench/log/feed-parser.ts");
const MEGABYTES = 60;
/** Megabytes of heap. Node dies when it is not enough. */
const HEAP = 40;

describe("the memory of a parser", () => {
  it("F1: does not grow with the log: 60 MB are read with 40 MB of heap", () => {
    const mix = makeMix(43);
    const times = Math.ceil((MEGABYTES * 1_000_000) / mix.piece.length);
    const printed = execFileSync(process.execPath, [`--max-old-space-size=${HEAP}`, FEED, String(MEGABYTES)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(printed.trim()).toBe(`${mix.lines * times} ${mix.interesting * times}`);
  });
});
