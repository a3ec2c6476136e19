import { stampToMilliseconds } from "./clock.ts";
import type { Envelope } from "./envelope.ts";
import { fits, template } from "./match.ts";

const STAMP = template("dddd-dd-ddTdd:dd:dd.dddddddZ");

/** GitHub's raw logs begin every line with a time in UTC and one space. */
export const githubStamp: Envelope = {
  name: "github-stamp",
  examples: ["2026-11-21T02:55:35.6789012Z Collecting leaf", "2026-11-21T02:55:35.6789012Z   Downloading leaf.whl"],
  begins: "anywhere",
  end(bytes, from, to) {
    if (!fits(STAMP, bytes, from, to)) return -1;
    const end = from + STAMP.length;
    return bytes[end] === 0x20 && end < to ? end + 1 : end;
  },
  time: (bytes, from, end) => stampToMilliseconds(bytes.toString("latin1", from, end)),
};
