import * as z from "zod";
import { bytes, count, lineNumber, path, seconds, short, text } from "./schema-parts.ts";

const logFormat = z.enum([
  "pip",
  "uv",
  "poetry",
  "pip-compile",
  "pipenv",
  "conda",
  "cibuildwheel",
  "buildkit",
  "legacy-docker",
  "backend",
  "unknown",
]);

const size = z
  .object({ bytes, exact: z.boolean().describe("pip rounds to two digits: only bytes are exact") })
  .nullable();
const range = z.tuple([lineNumber, lineNumber]);

const run = z.object({
  tool: z.enum(["pip", "uv"]),
  version: short.nullable(),
  versionRange: z
    .object({ min: short.nullable(), max: short.nullable() })
    .describe("pip does not name itself: the first and last release that can have written it, by its forms")
    .exactOptional(),
  stream: short.nullable(),
  outcome: z.enum(["succeeded", "failed", "unfinished"]),
  lines: range,
});

const step = z.object({
  id: short,
  name: text,
  status: z.enum(["done", "cached", "failed", "canceled", "unfinished"]),
  seconds,
  lines: range,
});

const totals = z.object({
  packages: count,
  downloads: count,
  downloadSize: size,
  seconds: z.object({ download: seconds, build: seconds, all: seconds }),
  retries: count,
  built: count,
  reused: count,
  failed: count,
  installed: count,
  removed: count,
  hits: z.object({ numerator: count, denominator: count }).describe("Files that did not come over the network, of all"),
  method: z.enum(["wheelhouse", "index", "mixed"]).nullable(),
});

const duplicate = z.object({
  kind: z.enum(["same-file", "backtracking", "several-files"]),
  name: short,
  files: z.array(path).max(1_000),
  wasted: size,
});

const backtracking = z.object({
  name: short,
  tried: z
    .array(
      z.object({ version: short, because: z.array(text).max(100).nullable(), lines: z.array(lineNumber).max(100) }),
    )
    .max(1_000),
  taken: short.nullable(),
  size,
  seconds,
});

const disagreement = z.object({
  kind: z.enum(["claimed", "not-in-report", "version", "not-in-text", "denied"]),
  name: short.nullable(),
  message: text,
  lines: range.nullable(),
});

export const decisionTree = z.object({
  source: z.enum(["resolver-debug", "verbose", "uv", "console", "solver"]),
  complete: z.boolean().describe("False when the log does not show every step"),
  steps: z
    .array(
      z.object({
        kind: z.enum(["request", "try", "resolve", "blocked"]),
        level: count,
        package: short,
        text: text.nullable(),
        reason: text.nullable(),
        by: z.array(short).max(1_000),
        lines: z.array(lineNumber).max(1_000),
      }),
    )
    .max(100_000),
  patterns: z
    .array(
      z.object({
        kind: z.enum([
          "not-found",
          "no-applicable-version",
          "incompatible-option",
          "incompatible-dependencies",
          "recovered",
          "revisited",
          "several-versions",
          "yanked",
          "embedded",
        ]),
        package: short,
        text,
        solutions: z.array(text).max(100),
        lines: z.array(lineNumber).max(1_000),
      }),
    )
    .max(10_000),
});

/** The fields of a `LogReport` but for its packages, which are those of a target. */
export const logReading = {
  file: path.describe("As the user gave it; - for standard input"),
  format: logFormat,
  formats: z.array(logFormat).max(20),
  toolVersion: short.nullable(),
  ended: z.enum(["well", "badly", "unknown"]),
  complete: z.boolean(),
  bytes,
  lines: count,
  unmatchedLines: count,
  droppedEvents: count,
  runs: z.array(run).max(1_000),
  steps: z.array(step).max(1_000),
  totals,
  duplicates: z.array(duplicate).max(1_000),
  backtracking: z.array(backtracking).max(1_000),
  disagreements: z.array(disagreement).max(1_000),
  tree: decisionTree.nullable(),
};
