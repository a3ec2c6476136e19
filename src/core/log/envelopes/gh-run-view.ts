import type { Envelope } from "./envelope.ts";
import { githubStamp } from "./github-stamp.ts";

const TAB = 0x09;

/**
 * `gh run view --log` writes job and step before GitHub's own time stamp, parted by tabs, and leaves the byte order mark
 * of each file where it stood. Jobs stand one after the other; each has a reader of its own, since one that was killed
 * says nothing about the next.
 */
export const ghRunView: Envelope = {
  name: "gh-run-view",
  examples: ["build (arm64)\tRun pip install\t2026-11-21T02:55:35.6789012Z Collecting leaf"],
  begins: "first-line",
  end(bytes, from, to) {
    const job = bytes.indexOf(TAB, from);
    if (job === -1 || job >= to) return -1;
    const step = bytes.indexOf(TAB, job + 1);
    if (step === -1 || step >= to) return -1;
    const stamp = skipByteOrderMark(bytes, step + 1);
    return githubStamp.end(bytes, stamp, to) === -1 ? -1 : stamp;
  },
  keyEnd: (bytes, from) => bytes.indexOf(TAB, from),
};

/** Offset behind U+FEFF in UTF-8, if it stands at `from`. */
export function skipByteOrderMark(bytes: Buffer, from: number): number {
  return bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf ? from + 3 : from;
}
