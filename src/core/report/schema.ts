/**
 * `BuildReport` v1 for reports that come from outside: another job's artifact, a fork, a file. Strict about types and
 * sizes; fields that it does not know are left out (a newer version may have added some), `__proto__` among them.
 * Paths and texts are only limited here: who shows them escapes them.
 */
import * as z from "zod";
import { OUTCOMES } from "../index/verdict.ts";
import { decisionTree, logReading } from "./log-schema.ts";
import type { BuildReport } from "./model.ts";
import { bytes, count, lineNumber, path, seconds, short, text } from "./schema-parts.ts";

const lane = z.enum(["native", "emulated"]).nullable();
const target = short.nullable();

const place = z.object({
  file: path,
  line: lineNumber.describe("1-based"),
  column: lineNumber.describe("1-based, in code points"),
});

const evidence = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("log"),
    file: path.describe("Relative to the output folder"),
    lines: z.tuple([lineNumber, lineNumber]).describe("First and last line, inclusive"),
    bytes: z.tuple([bytes, bytes]).describe("Start and end offset, end exclusive"),
  }),
  z.object({ kind: z.literal("requirement"), place }),
  z.object({ kind: z.literal("index"), project: short, file: path.nullable() }),
]);

const verdict = z.object({
  outcome: z.enum(OUTCOMES),
  version: short.nullable(),
  wheel: path.nullable(),
  tag: short.nullable().describe("By which the wheel fits"),
  bytes: bytes.nullable(),
  sdist: path.nullable(),
  miss: z
    .object({
      wheel: path,
      part: z.enum([
        ...["python", "abi", "free-threaded", "libc-version", "libc-family"],
        ...["platform", "other-os", "variant"],
      ] as const),
      needs: short,
      has: short,
    })
    .nullable(),
  siblings: z
    .array(
      z.object({
        kind: z.enum(["older", "newer", "other-index", "other-python", "other-libc", "other-platform"]),
        text,
        version: short.nullable(),
        wheel: path.nullable(),
      }),
    )
    .max(100),
  rules: short.describe("Whose order of tags decided"),
});

const packageReport = z.object({
  name: short.describe("Normalised (PEP 503)"),
  version: short.nullable(),
  requestedBy: z.array(place).max(1_000),
  requiredBy: z.array(short).max(20_000),
  origin: z.enum(["index", "cache", "wheelhouse", "installed", "vcs", "path"]).nullable(),
  artifact: z.enum(["wheel", "sdist"]).nullable(),
  file: path.nullable(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  bytes: bytes.nullable(),
  status: z.enum(["planned", "reused", "downloaded", "built", "installed", "failed", "skipped"]),
  verdict: verdict.nullable(),
  lane,
  seconds: z.object({ download: seconds, build: seconds }),
  log: path.nullable().describe("Relative to the output folder"),
});

const targetReport = z.object({
  target: short.describe("Id, e.g. cp312-manylinux_2_28_aarch64"),
  lane,
  installer: z.object({ name: z.enum(["pip", "uv"]), version: short }).nullable(),
  counts: z.object({
    requirements: count,
    packages: count,
    downloaded: count,
    built: count,
    reused: count,
    failed: count,
  }),
  cache: z.object({
    hit: z.boolean(),
    restoredBytes: bytes,
    savedBytes: bytes,
    saved: z.boolean(),
    pending: z.boolean().exactOptional(),
    reason: text.nullable(),
  }),
  packages: z.array(packageReport).max(20_000),
  closure: z.exactOptional(
    z
      .object({
        by: z.enum(["solver", "lock", "none"]),
        complete: z.boolean(),
        text,
        decisions: z.exactOptional(decisionTree),
      })
      .describe("Of check only"),
  ),
  profile: z.exactOptional(short.describe("Of check only")),
});

const finding = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,99}$/),
  severity: z.enum(["error", "warning", "notice"]),
  target,
  title: short,
  message: text,
  packages: z.array(short).max(20_000),
  places: z.array(place).max(1_000),
  evidence: z.array(evidence).max(1_000),
  remedies: z.array(z.object({ text, commands: z.array(text).max(100) })).max(100),
  when: z.exactOptional(z.enum(["predicted", "done"])),
  excerpt: z.exactOptional(z.array(text).max(40)),
});

const explanation = z.object({
  steps: z
    .array(
      z.object({
        id: count,
        text,
        because: z.array(count).max(1_000),
        evidence: z.array(evidence).max(1_000),
      }),
    )
    .max(1_000),
  tree: z.array(text).max(1_000),
  mermaid: text.nullable(),
  minimal: z.boolean().nullable().describe("Null: not proven"),
  incomplete: z.exactOptional(text).describe("What is not known of it, where it is made of a log alone"),
});

const conflict = z.object({
  id: short,
  target,
  project: short.nullable(),
  causes: z
    .array(
      z.object({
        kind: z.enum(["requested", "constraint", "depends"]),
        requirer: short.nullable(),
        requirement: text,
        place: place.nullable(),
        allows: z.exactOptional(
          z
            .object({ count, of: count, oldest: short.nullable(), newest: short.nullable() })
            .describe("Of the versions that exist and are not yanked"),
        ),
      }),
    )
    .max(1_000),
  complete: z.boolean(),
  explanation: z.exactOptional(explanation),
});

const logReport = z.object({
  ...logReading,
  packages: z.array(packageReport).max(20_000),
});

const fix = z.object({
  status: z.enum(["verified", "predicted"]),
  title: short,
  edits: z
    .array(
      z.object({
        place,
        before: text,
        after: text,
        hashes: z.exactOptional(z.union([z.literal("drop"), z.array(short).max(10_000)])),
        reason: z.exactOptional(text),
      }),
    )
    .max(1_000),
  options: z.exactOptional(
    z.array(z.object({ option: z.literal("--python"), before: short, after: short, reason: text })).max(100),
  ),
  conflicts: z.exactOptional(z.array(short).max(1_000)),
  cost: z.exactOptional(z.number().nonnegative()),
  changes: z.exactOptional(
    z.array(z.object({ name: short, from: short.nullable(), to: short.nullable() })).max(20_000),
  ),
  losses: z.exactOptional(z.array(text).max(1_000)),
  risks: z.exactOptional(
    z
      .array(z.object({ name: short, from: short.nullable(), to: short, fixedIn: short, id: short, source: text }))
      .max(1_000),
  ),
  minimal: z.exactOptional(z.literal(true).nullable()),
  proofs: z.exactOptional(
    z
      .array(
        z.object({
          target: short,
          tool: z.object({ name: z.enum(["pip", "uv"]), version: short }),
          way: text,
          resolved: z.boolean(),
          packages: z.exactOptional(count),
          seconds: z.number().nonnegative(),
          text: text.nullable(),
        }),
      )
      .max(1_000),
  ),
  unverified: z.exactOptional(text),
  written: z.exactOptional(z.boolean()),
});

const versions = z.array(z.object({ version: short, targets: z.array(short).max(1_000) })).max(1_000);

const pins = z.object({
  targets: z.array(short).max(1_000),
  undecided: text.nullable().describe("Why it is not known whether fewer projects could be split"),
  projects: z
    .array(
      z.object({
        name: short.describe("Normalised (PEP 503)"),
        versions: versions.describe("More than one: none of them serves all targets"),
        lines: z.array(text).max(1_000).describe("For a constraints file"),
        alone: z.exactOptional(versions).describe("What the targets take by themselves"),
        reasons: z.array(text).max(100),
        text: text.nullable(),
      }),
    )
    .max(20_000),
});

/** The schema itself, with the type that zod infers; a type test holds it equal to the model. */
export const buildReport = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal("wheelhouse"), version: short }),
  command: short,
  complete: z.boolean().describe("False when the run was cut short: absent facts are unknown, not none"),
  outcome: z.enum(["ok", "findings", "failed"]),
  targets: z.array(targetReport).max(1_000),
  findings: z.array(finding).max(100_000),
  conflicts: z.array(conflict).max(10_000),
  fixes: z.array(fix).max(10_000),
  logs: z.exactOptional(z.array(logReport).max(1_000)),
  pins: z.exactOptional(z.array(pins).max(1_000)),
});

export const BuildReportSchema: z.ZodType<BuildReport> = buildReport;
