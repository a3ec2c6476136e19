import type { EventBody } from "../../event.ts";
import type { LogRule } from "../../rule.ts";

type Via = "line" | "summary";

/** Messages of one line that name what failed to build, with the versions that print them. */
const MESSAGES: readonly { readonly start: string; readonly end: string; readonly via: Via; readonly split: RegExp }[] =
  [
    // all; separated by spaces
    { start: "Failed building wheel for ", end: "", via: "line", split: /\s+/ },
    // 21.3…
    { start: "Failed building editable for ", end: "", via: "line", split: /\s+/ },
    // 20.3 – 21.2
    { start: "Could not build wheels for ", end: " which use PEP 517", via: "summary", split: /, / },
    // 21.3 – 24.0
    { start: "Could not build wheels for ", end: ", which is required to install", via: "summary", split: /, / },
    // 24.1 – 25.1: the first three with the prefix twice
    {
      start: "Failed to build installable wheels for some pyproject.toml based projects (",
      end: ")",
      via: "summary",
      split: /, /,
    },
    {
      start: "ERROR: Failed to build installable wheels for some pyproject.toml based projects (",
      end: ")",
      via: "summary",
      split: /, /,
    },
  ];

/** Instead of the last box, in the file of `--log` (pip 25.2 and newer): the line before it has the names. */
const IN_LOG_FILE = "<InstallWheelBuildError: failed-wheel-build-for-install>";
const DURING = /^Failed to build '([^']+)' when (.+)$/;

/** `Failed to build a b` and its relatives. */
export const buildFailed: LogRule = {
  name: "build-failed",
  examples: [
    "  ERROR: Failed building wheel for srcbad",
    "Failed to build srcbad other",
    "ERROR: Failed to build 'srcreq' when getting requirements to build wheel",
    "ERROR: Could not build wheels for srcbad, which is required to install pyproject.toml-based projects",
    `ERROR: ${IN_LOG_FILE}`,
  ],
  starts: [...MESSAGES.map(({ start }) => start), "Failed to build ", IN_LOG_FILE],
  level: "any",
  read(line) {
    const text = line.message;
    const found = MESSAGES.find(({ start, end }) => text.startsWith(start) && text.indexOf(end, start.length) !== -1);
    if (found !== undefined) {
      if (found.via === "summary" && line.indent > 0) return null;
      const end = found.end === "" ? text.length : text.indexOf(found.end, found.start.length);
      return failure(found.via, text.slice(found.start.length, end).split(found.split), null);
    }
    if (line.indent > 0) return null;
    if (text === "Failed to build one or more wheels" || text === IN_LOG_FILE) return failure("summary", [], null);
    const during = DURING.exec(text);
    // A path without a name is printed as an address: it names no package.
    if (during?.[1] !== undefined) {
      return failure("summary", during[1].includes("://") ? [] : [during[1]], during[2] ?? null);
    }
    return line.label === null ? failure("summary", text.slice("Failed to build ".length).split(/\s+/), null) : null;
  },
};

function failure(via: Via, packages: readonly string[], step: string | null): EventBody {
  return { kind: "build-failed", via, packages, step, exitCode: null, output: null, outputLines: null };
}
