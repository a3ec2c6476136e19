import type { OutputName } from "../core/options/outputs.ts";
import type { Counts } from "../core/report/model.ts";
import type { BuildOutcome } from "./build-outcome.ts";

type Pairs<Name extends string> = readonly (readonly [name: Name, value: string])[];

/** Outputs that the build itself decides. With several targets, paths and keys stand one a line. */
export function outputsOf(outcome: BuildOutcome): Pairs<OutputName> {
  const { report, targets, files, output } = outcome;
  const written = (name: string) => (files.includes(name) ? `${output}/${name}` : "");
  const lines = (values: readonly (string | null)[]) => values.filter((value) => value !== null).join("\n");
  const sum = (count: keyof Counts) => String(report.targets.reduce((total, { counts }) => total + counts[count], 0));
  return [
    ["outcome", report.outcome],
    ["report-path", written("report.md")],
    ["report-json", written("report.json")],
    ["wheelhouse-path", lines(targets.map(({ wheelhouse }) => wheelhouse))],
    ["archive-path", lines(targets.map(({ archive }) => archive))],
    ["pip-args", pipArguments(outcome)],
    ["cache-hit", String(targets.length > 0 && targets.every(({ cacheHit }) => cacheHit))],
    ["cache-primary-key", lines(targets.map(({ key }) => key))],
    ["cache-matched-key", lines(targets.map(({ restoredKey }) => restoredKey))],
    ["packages-count", sum("packages")],
    ["built-count", sum("built")],
    ["downloaded-count", sum("downloaded")],
    ["reused-count", sum("reused")],
    ["failed-count", sum("failed")],
    ["conflicts-count", String(report.conflicts.length)],
  ];
}

/** What pip reads from the environment to do the same as `pip-args`. */
export function exportedVariables(outcome: BuildOutcome): Pairs<string> {
  const links = wheelhouses(outcome);
  if (links.length === 0) return [];
  return [
    ["PIP_NO_INDEX", "1"],
    ["PIP_FIND_LINKS", links.join(" ")],
  ];
}

function pipArguments(outcome: BuildOutcome): string {
  const links = wheelhouses(outcome);
  return links.length === 0 ? "" : ["--no-index", ...links.flatMap((link) => ["--find-links", link])].join(" ");
}

/**
 * Folders as pip's options can hold them without quotes: pip cuts `PIP_FIND_LINKS` at spaces, a shell cuts `pip-args`
 * there. A path with more than plain characters therefore becomes a file URL.
 */
function wheelhouses({ targets }: BuildOutcome): readonly string[] {
  const folders = targets.flatMap(({ wheelhouse }) => wheelhouse ?? []);
  return folders.map((folder) => (/^[\w./+@-]+$/.test(folder) ? folder : fileUrl(folder)));
}

function fileUrl(path: string): string {
  const encoded = encodeURI(path.replaceAll("\\", "/")).replace(/[#?'()!*;&$]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `file://${encoded.startsWith("/") ? "" : "/"}${encoded}`;
}
