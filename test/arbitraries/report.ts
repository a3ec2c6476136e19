import fc from "fast-check";
import type { DecisionTree } from "../../src/core/explain/decision-tree.ts";
import { OUTCOMES, type Verdict } from "../../src/core/index/verdict.ts";
import type {
  BuildReport,
  Conflict,
  ConflictExplanation,
  Evidence,
  Finding,
  Fix,
  LogReport,
  PackageReport,
  Place,
  TargetReport,
} from "../../src/core/report/model.ts";
import type { PinsReport } from "../../src/core/report/pins-model.ts";
import { hostileName, hostileText } from "./hostile-text.ts";

const count = fc.nat({ max: 100_000 });
const lineNumber = fc.integer({ min: 1, max: 1_000_000 });
const severity = fc.constantFrom("error", "warning", "notice");
const lane = fc.constantFrom("native", "emulated", null);
const code = fc.constantFrom(
  "conflict",
  "build-failed",
  "no-matching-distribution",
  "source-build",
  "hash-mismatch",
  "some-new-code",
);
const targetId = fc.oneof(fc.constantFrom("cp312-manylinux_2_28_aarch64", "cp311-musllinux_1_2_x86_64"), hostileText);
const text = hostileText;
const name = hostileName;
const few = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 });
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const seconds = orNull(fc.double({ min: 0, max: 1e6, noNaN: true }));

const place: fc.Arbitrary<Place> = fc.record({
  file: fc.oneof(fc.constantFrom("requirements.txt", "../x.txt", "/etc/passwd"), text),
  line: lineNumber,
  column: lineNumber,
});

const evidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc.record({
    kind: fc.constant("log" as const),
    file: text,
    lines: fc.tuple(lineNumber, lineNumber),
    bytes: fc.tuple(count, count),
  }),
  fc.record({ kind: fc.constant("requirement" as const), place }),
  fc.record({ kind: fc.constant("index" as const), project: name, file: orNull(text) }),
);

const verdict: fc.Arbitrary<Verdict> = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  version: orNull(text),
  wheel: orNull(text),
  tag: orNull(text),
  bytes: orNull(count),
  sdist: orNull(text),
  miss: orNull(
    fc.record({
      wheel: text,
      part: fc.constantFrom("python", "abi", "libc-version", "libc-family", "platform", "other-os", "variant"),
      needs: text,
      has: text,
    }),
  ),
  siblings: few(
    fc.record({
      kind: fc.constantFrom("older", "newer", "other-index", "other-platform"),
      text,
      version: orNull(text),
      wheel: orNull(text),
    }),
  ),
  rules: fc.constantFrom("packaging-26.3", "pip-26.2", "uv"),
});

const packageReport: fc.Arbitrary<PackageReport> = fc.record({
  name,
  version: orNull(text),
  requestedBy: few(place),
  requiredBy: few(name),
  origin: fc.constantFrom("index", "cache", "wheelhouse", "installed", "vcs", "path", null),
  artifact: fc.constantFrom("wheel", "sdist", null),
  file: orNull(text),
  sha256: fc.constantFrom("ab".repeat(32), null),
  bytes: orNull(count),
  status: fc.constantFrom("planned", "reused", "downloaded", "built", "installed", "failed", "skipped"),
  verdict: orNull(verdict),
  lane,
  seconds: fc.record({ download: seconds, build: seconds }),
  log: orNull(text),
});

const targetReport: fc.Arbitrary<TargetReport> = fc.record(
  {
    target: targetId,
    lane,
    installer: orNull(fc.record({ name: fc.constantFrom("pip", "uv"), version: text })),
    counts: fc.record({
      requirements: count,
      packages: count,
      downloaded: count,
      built: count,
      reused: count,
      failed: count,
    }),
    cache: fc.record({
      hit: fc.boolean(),
      restoredBytes: count,
      savedBytes: count,
      saved: fc.boolean(),
      reason: orNull(text),
    }),
    packages: few(packageReport),
    closure: fc.record({ by: fc.constantFrom("solver", "lock", "none"), complete: fc.boolean(), text }),
  },
  { requiredKeys: ["target", "lane", "installer", "counts", "cache", "packages"] },
);

const remedy = fc.record({ text, commands: few(text) });

export const anyFinding: fc.Arbitrary<Finding> = fc.record(
  {
    code,
    severity,
    target: orNull(targetId),
    title: text,
    message: text,
    packages: few(name),
    places: few(place),
    evidence: few(evidence),
    remedies: few(remedy),
    when: fc.constantFrom("predicted", "done"),
    excerpt: few(text),
  },
  {
    requiredKeys: ["code", "severity", "target", "title", "message", "packages", "places", "evidence", "remedies"],
  },
);

const explanation: fc.Arbitrary<ConflictExplanation> = fc.record({
  steps: few(fc.record({ id: fc.nat(20), text, because: few(fc.nat(20)), evidence: few(evidence) })),
  tree: few(text),
  mermaid: orNull(text),
  minimal: orNull(fc.boolean()),
});

const conflict: fc.Arbitrary<Conflict> = fc.record(
  {
    id: text,
    target: orNull(targetId),
    project: orNull(name),
    causes: few(
      fc.record({
        kind: fc.constantFrom("requested", "constraint", "depends"),
        requirer: orNull(text),
        requirement: text,
        place: orNull(place),
      }),
    ),
    complete: fc.boolean(),
    explanation,
  },
  { requiredKeys: ["id", "target", "project", "causes", "complete"] },
);

const lines = few(lineNumber);

const tree: fc.Arbitrary<DecisionTree> = fc.record({
  source: fc.constantFrom("resolver-debug", "verbose", "uv", "console"),
  complete: fc.boolean(),
  steps: few(
    fc.record({
      kind: fc.constantFrom("request", "try", "resolve", "blocked"),
      level: fc.nat({ max: 50 }),
      package: name,
      text: orNull(text),
      reason: orNull(text),
      by: few(text),
      lines,
    }),
  ),
  patterns: few(
    fc.record({
      kind: fc.constantFrom("not-found", "incompatible-dependencies", "recovered", "embedded"),
      package: name,
      text,
      solutions: few(text),
      lines,
    }),
  ),
});

const size = orNull(fc.record({ bytes: count, exact: fc.boolean() }));
const format = fc.constantFrom("pip", "uv", "buildkit", "backend", "unknown");

const logReport: fc.Arbitrary<LogReport> = fc.record({
  file: text,
  format,
  formats: few(format),
  toolVersion: orNull(text),
  ended: fc.constantFrom("well", "badly", "unknown"),
  complete: fc.boolean(),
  bytes: count,
  lines: count,
  unmatchedLines: count,
  droppedEvents: count,
  runs: few(
    fc.record({
      tool: fc.constantFrom("pip", "uv"),
      version: orNull(text),
      stream: orNull(text),
      outcome: fc.constantFrom("succeeded", "failed", "unfinished"),
      lines: fc.tuple(lineNumber, lineNumber),
    }),
  ),
  steps: few(
    fc.record({
      id: text,
      name: text,
      status: fc.constantFrom("done", "cached", "failed", "canceled", "unfinished"),
      seconds,
      lines: fc.tuple(lineNumber, lineNumber),
    }),
  ),
  packages: few(packageReport),
  totals: fc.record({
    packages: count,
    downloads: count,
    downloadSize: size,
    seconds: fc.record({ download: seconds, build: seconds, all: seconds }),
    retries: count,
    built: count,
    reused: count,
    failed: count,
    installed: count,
    removed: count,
    hits: fc.record({ numerator: count, denominator: count }),
    method: fc.constantFrom("wheelhouse", "index", "mixed", null),
  }),
  duplicates: few(
    fc.record({
      kind: fc.constantFrom("same-file", "backtracking", "several-files"),
      name,
      files: few(text),
      wasted: size,
    }),
  ),
  backtracking: few(
    fc.record({
      name,
      tried: few(fc.record({ version: text, because: orNull(few(text)), lines })),
      taken: orNull(text),
      size,
      seconds,
    }),
  ),
  disagreements: few(
    fc.record({
      kind: fc.constantFrom("claimed", "not-in-report", "version", "not-in-text", "denied"),
      name: orNull(name),
      message: text,
      lines: orNull(fc.tuple(lineNumber, lineNumber)),
    }),
  ),
  tree: orNull(tree),
});

const fix: fc.Arbitrary<Fix> = fc.record({
  status: fc.constantFrom("verified", "predicted"),
  title: text,
  edits: few(fc.record({ place, before: text, after: text })),
});

const versions = few(fc.record({ version: text, targets: few(text) }));

const pins: fc.Arbitrary<PinsReport> = fc.record({
  targets: few(text),
  undecided: orNull(text),
  projects: few(fc.record({ name, versions, lines: few(text), reasons: few(text), text: orNull(text) })),
});

/** Any report that the schema accepts, with hostile strings wherever a string may stand. */
export const anyReport: fc.Arbitrary<BuildReport> = fc.record(
  {
    schemaVersion: fc.constant(1),
    tool: fc.record({
      name: fc.constant("wheelhouse" as const),
      version: fc.constantFrom("0.1.0", "0.9.0", "0.10.0", "x"),
    }),
    command: fc.constantFrom("build", "check", "explain"),
    complete: fc.boolean(),
    outcome: fc.constantFrom("ok", "findings", "failed"),
    targets: few(targetReport),
    findings: few(anyFinding),
    conflicts: few(conflict),
    fixes: few(fix),
    logs: few(logReport),
    pins: few(pins),
  },
  {
    requiredKeys: [
      "schemaVersion",
      "tool",
      "command",
      "complete",
      "outcome",
      "targets",
      "findings",
      "conflicts",
      "fixes",
    ],
  },
);
