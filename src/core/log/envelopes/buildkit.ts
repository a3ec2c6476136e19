import type { Envelope } from "./envelope.ts";
import { isDigit, skipDigits, skipSpace } from "./match.ts";

const HASH = 0x23;
const SPACE = 0x20;
const POINT = 0x2e;

/**
 * BuildKit's plain progress writes step and seconds before each line of a step's output: `#12 34.56 text`, with exactly
 * one space behind the time (util/progress/progressui/printer.go). Its own lines (`#12 [builder 4/7] RUN …`, `#12 DONE
 * 3.0s`) have no time there: they are no envelope and go to the rules of `rules/docker`.
 */
export const buildkit: Envelope = {
  name: "buildkit",
  examples: ["#9 0.812 Collecting numpy==1.26.4", "#9 12.34   Downloading numpy-1.26.4.tar.gz (15.8 MB)"],
  format: "buildkit",
  begins: "anywhere",
  end(bytes, from, to) {
    if (bytes[from] !== HASH) return -1;
    const key = skipDigits(bytes, from + 1, to);
    if (key === from + 1 || bytes[key] !== SPACE || !isDigit(bytes[key + 1])) return -1;
    const point = skipDigits(bytes, key + 1, to);
    if (point >= to || bytes[point] !== POINT) return -1;
    const end = skipDigits(bytes, point + 1, to);
    return end === point + 1 || end > point + 4 ? -1 : skipSpace(bytes, end, to);
  },
  time(bytes, from, end) {
    const [, seconds] = bytes.toString("latin1", from, end).split(" ");
    return Math.round(Number(seconds) * 1_000);
  },
  keyEnd: (bytes, from, end) => skipDigits(bytes, from + 1, end),
};
