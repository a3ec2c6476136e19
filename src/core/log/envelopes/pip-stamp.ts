import { stampToMilliseconds } from "./clock.ts";
import type { Envelope } from "./envelope.ts";
import { fits, skipSpace, template } from "./match.ts";

const STAMP = template("dddd-dd-ddTdd:dd:dd,ddd");

/** pip's `--log` file begins every line with local time, milliseconds after a comma, and one space (utils/logging.py). */
export const pipStamp: Envelope = {
  name: "pip-stamp",
  examples: ["2026-11-21T02:55:35,678   Running command Building wheel for x (pyproject.toml)"],
  begins: "anywhere",
  end: (bytes, from, to) => (fits(STAMP, bytes, from, to) ? skipSpace(bytes, from + STAMP.length, to) : -1),
  time: (bytes, from, end) => stampToMilliseconds(bytes.toString("latin1", from, end)),
};
