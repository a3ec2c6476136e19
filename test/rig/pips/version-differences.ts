import { comparePips } from "./fetch-pip.ts";

/**
 * A field of the facts in which two versions of pip rightly differ. Only between a version before `since` and one from then
 * on, and only in these fields, `same` makes equal what means the same; every other difference is an error.
 */
export interface VersionDifference {
  readonly since: string;
  readonly field: RegExp;
  readonly because: string;
  same(value: string): string;
}

const LAST_WORDS = new RegExp(
  [
    /^ERROR: Could not build wheels for (?<name>\S+?),? which (?:use PEP 517 and|is required to install pyproject\.toml).*$/,
    /^ERROR: Failed to build installable wheels for some pyproject\.toml based projects \((?<name>\S+)\)$/,
    /^╰─> (?<name>\S+)$/,
  ]
    .map(({ source }) => source)
    .join("|"),
);

export const VERSION_DIFFERENCES: readonly VersionDifference[] = [
  {
    since: "21.1",
    field: /^noMatches\[\d+\]\.versions$/,
    because: "up to 21.0 the new resolver does not print which versions there are: not known instead of none",
    same: (value) => (value === "null" ? "0 items" : value),
  },
  {
    since: "21.1",
    field: /^noMatches\[\d+\]\.span$/,
    because: "the same, in the text of the lines",
    same: (value) => value.replace(/ \(from versions: [^)]*\)/, ""),
  },
  {
    since: "23.1",
    field: /(^|\.)packages\[\d+\]\.lines\[\d+\]$/,
    because: "since 23.1 pip prints who asked for a package",
    same: (value) => value.replace(/^(Collecting \S+) \(from .+\)$/, "$1"),
  },
  {
    since: "21.1",
    field: /^failures\[\d+\]\.span$/,
    because: "the old form prints the command, and the script that it starts has moved inside pip",
    same: (value) => value.replace(/^( +command: \S+) \S+\/_in_process\.py /m, "$1 _in_process.py "),
  },
  ...["21.3", "25.2"].map((since) => ({
    since,
    field: /^runs\[\d+\]\.lines\[1\]$/,
    because: "the last words about failed builds are others: for PEP 517, for pyproject.toml, in a box of their own",
    same: (value: string) => value.replace(LAST_WORDS, "failed to build $<name>"),
  })),
];

/** Those that apply between two versions of pip to a field. */
export function differencesBetween(a: string, b: string, field: string): readonly VersionDifference[] {
  return VERSION_DIFFERENCES.filter(
    (difference) =>
      difference.field.test(field) && comparePips(a, difference.since) < 0 !== comparePips(b, difference.since) < 0,
  );
}
