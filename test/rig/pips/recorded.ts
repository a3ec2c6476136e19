import type { FormName } from "./scenario.ts";
import { CORE_SCENARIOS, MORE_SCENARIOS } from "./scenarios.ts";

/** A case of `test/fixtures/logs/pip`. */
export interface RecordedCase {
  readonly pip: string;
  /** The interpreter's version, for variety. */
  readonly python: string;
  readonly scenario: string;
  readonly form: FormName;
}

/** The first with today's resolver. */
export const OLDEST_PIP = "20.3";

/** The versions in which pip's words or their order changed, and the newest one. */
export const RECORDED_PIPS: readonly { readonly version: string; readonly python: string }[] = [
  { version: "21.0.1", python: "3.9" },
  { version: "21.3.1", python: "3.9" },
  { version: "22.0.4", python: "3.9" },
  { version: "22.2.2", python: "3.10" },
  { version: "22.3.1", python: "3.10" },
  { version: "23.3.2", python: "3.11" },
  { version: "24.2", python: "3.12" },
  { version: "25.1.1", python: "3.12" },
  { version: "26.3", python: "3.13" },
];

/** Where nothing is known to differ: an old one and the newest. */
const ENDS = ["21.3.1", "26.3"];

/** Which further scenarios in which versions: where the text is known to differ. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  "failed-metadata": ["21.0.1", "21.3.1", "22.0.4", "25.1.1", "26.3"],
  "failed-dependency": ["21.3.1", "24.2", "26.3"],
  constraint: ["21.0.1", "21.3.1", "26.3"],
  cached: ["21.3.1", "25.1.1", "26.3"],
  progress: ["22.0.4", "24.2", "26.3"],
  notice: ["21.3.1", "22.2.2", "26.3"],
  vcs: ["21.0.1", "22.2.2", "26.3"],
  "wheel-failed": ["21.3.1", "24.2"],
  "other-python": ["21.3.1", "22.2.2", "26.3"],
  "requires-python": ["21.0.1", "26.3"],
  "killed-build": ["21.3.1", "25.1.1"],
  yanked: ["21.3.1", "26.3"],
};

/** Other ways to look at a run: verbose, quiet, as a file, with the resolver's own words. */
const OTHER_FORMS: readonly (readonly [scenario: string, form: FormName, versions: readonly string[]])[] = [
  ["ok", "v", ["21.0.1", "22.2.2", "26.3"]],
  ["ok", "log", ["21.3.1", "24.2", "26.3"]],
  ["ok", "report", ["22.2.2", "23.3.2", "26.3"]],
  ["cached", "report", ["26.3"]],
  ["failed-build", "quiet", ["26.3"]],
  ["failed-build", "v", ["21.3.1", "23.3.2", "26.3"]],
  ["failed-build", "log", ["21.3.1", "22.2.2", "26.3"]],
  ["conflict", "log", ["21.3.1", "23.3.2", "26.3"]],
  ["missing", "log", ["21.3.1", "26.3"]],
  ["hash-mismatch", "log", ["21.3.1", "26.3"]],
  ["failed-build", "report", ["26.3"]],
  ["conflict", "vv", ["24.2", "26.3"]],
  ["missing", "vv", ["26.3"]],
  ["other-platform", "vv", ["22.0.4", "26.3"]],
  ["backtracking", "vv", ["23.3.2", "26.3"]],
  ["backtracking", "vvv", ["26.3"]],
  ["backtracking", "log", ["21.3.1", "26.3"]],
  ["backtracking", "debug", ["21.3.1", "23.3.2", "26.3"]],
  ["backtracking", "debug-vv", ["24.2", "26.3"]],
  ["conflict", "debug", ["22.2.2", "26.3"]],
];

/** Every case that is recorded from a pip of a given version. */
export function recordedCases(): readonly RecordedCase[] {
  return RECORDED_PIPS.flatMap(({ version, python }) => {
    const others = MORE_SCENARIOS.filter(({ name }) => (MORE[name] ?? ENDS).includes(version));
    const forms = OTHER_FORMS.filter(([, , versions]) => versions.includes(version));
    return [
      ...[...CORE_SCENARIOS, ...others].map(({ name }) => ({ scenario: name, form: "console" as const })),
      ...forms.map(([scenario, form]) => ({ scenario, form })),
    ].map((entry) => ({ pip: version, python, ...entry }));
  });
}

/** `26.3-ok`, `26.3-ok-log` */
export function caseName({ pip, scenario, form }: RecordedCase): string {
  return form === "console" ? `${pip}-${scenario}` : `${pip}-${scenario}-${form}`;
}
