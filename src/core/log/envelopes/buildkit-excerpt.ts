import type { Envelope } from "./envelope.ts";
import { isDigit, skipDigits, skipSpace } from "./match.ts";

const POINT = 0x2e;

/**
 * Behind a build for a terminal BuildKit prints what the failed step has said, with the seconds and one space before each
 * line (display.go `printErrorLogs`). It begins with the name of the step.
 */
export const buildkitExcerpt: Envelope = {
  name: "buildkit-excerpt",
  examples: ["0.354 Collecting purepkg", "12.34   Downloading numpy-1.26.4.tar.gz (15.8 MB)"],
  begins: "first-line",
  announcement: " > [",
  end(bytes, from, to) {
    const point = skipDigits(bytes, from, to);
    if (point === from || point >= to || bytes[point] !== POINT) return -1;
    const end = skipDigits(bytes, point + 1, to);
    return !isDigit(bytes[point + 1]) || end > point + 4 ? -1 : skipSpace(bytes, end, to);
  },
  time: (bytes, from, end) => Math.round(Number(bytes.toString("latin1", from, end)) * 1_000),
};
