import type { BuildReport, PackageReport, TargetReport } from "../../report/model.ts";
import { capitalised } from "../../wording.ts";
import type { Issue } from "../issues.ts";
import { countOf, listOf } from "../words.ts";
import { type CheckMatrix, checkMatrix, type Standing, standingOf } from "./matrix.ts";

/** `12 of 14 packages have wheels; 1 must be built; 1 has nothing`, without the name of the target. */
export function targetWords({ packages }: TargetReport): string {
  const counts: Record<Standing, number> = { none: 0, built: 0, unknown: 0, doubtful: 0, wheel: 0 };
  for (const each of packages) counts[standingOfPackage(each)] += 1;
  const total = packages.length;
  if (total === 0) return "nothing to check";
  const [only, ...others] = packages.map((each) => standingOfPackage(each));
  if (only !== undefined && others.length === 0) return ALONE[only];
  const wheels =
    counts.wheel === total
      ? `all ${total} packages have wheels`
      : `${counts.wheel} of ${total} packages ${have(counts.wheel)}`;
  const parts = [
    wheels,
    ...(counts.built > 0 ? [`${counts.built} must be built`] : []),
    ...(counts.none > 0 ? [`${counts.none} ${counts.none === 1 ? "has" : "have"} nothing`] : []),
    ...(counts.unknown > 0 ? [`${counts.unknown} not known`] : []),
  ];
  return parts.join("; ");
}

function standingOfPackage(each: PackageReport): Standing {
  return each.verdict === null ? "unknown" : standingOf(each, each.verdict, undefined);
}

const ALONE: Readonly<Record<Standing, string>> = {
  none: "the package has no wheel",
  built: "the package has no wheel and must be built",
  unknown: "whether the package has a wheel is not known",
  doubtful: "the package has a wheel",
  wheel: "the package has a wheel",
};

/** The same with the target's name in it, as a sentence. */
export function targetSentence(target: TargetReport, name: string): string {
  const [first = "", ...rest] = targetWords(target).split("; ");
  return capitalised(`${[`${first} for ${name}`, ...rest].join("; ")}.`);
}

/** What a check adds up to, for a headline. */
export interface CheckTally {
  readonly text: string;
  /** How many packages have no wheel for some target. */
  readonly lacking: number;
  /** Packages that the text counts, so that their findings need no other mention. */
  readonly counted: ReadonlySet<string>;
}

/** `3 of 14 packages lack wheels, 1 of them to be built, 2 not known`. Null when nothing was judged. */
export function checkTally(report: BuildReport): CheckTally | null {
  const matrix = checkMatrix(report);
  if (matrix === null) return null;
  // A project that does not exist lacks more than a wheel; it is counted by its own finding.
  const absent = new Set(report.findings.flatMap(({ code, packages }) => (code === "not-found" ? packages : [])));
  const rows = matrix.rows.filter(({ name }) => !absent.has(name));
  const lacking = rows.filter(({ worst }) => worst === "none" || worst === "built");
  const unknown = rows.filter(({ cells }) => cells.some((cell) => cell?.standing === "unknown"));
  const counts = {
    total: matrix.rows.length,
    absent: matrix.rows.length - rows.length,
    lacking: lacking.length,
    built: lacking.filter(({ worst }) => worst === "built").length,
    unknown: unknown.length,
  };
  return {
    text: tallyText(counts, matrix.targets.length > 1 ? " for every target" : ""),
    lacking: lacking.length,
    counted: new Set([...lacking, ...unknown].map(({ name }) => name)),
  };
}

type Counts = Readonly<Record<"total" | "absent" | "lacking" | "built" | "unknown", number>>;

function tallyText({ total, absent, lacking, built, unknown }: Counts, everywhere: string): string {
  if (total === 0) return "nothing to check";
  const open = unknown === 0 ? "" : `, ${unknown} not known`;
  if (lacking === 0 && open !== "") return `no package lacks a wheel${open}`;
  if (absent === total) return "no package has a wheel";
  if (lacking === 0 && absent > 0) return `${total - absent} of ${countOf(total, "package")} ${have(total - absent)}`;
  if (lacking === 0) return `every package has a wheel${everywhere}`;
  const lack = `${lacking} of ${countOf(total, "package")} ${lacking === 1 ? "lacks a wheel" : "lack wheels"}`;
  const ahead = built === 0 ? "" : built === lacking ? ", to be built" : `, ${built} of them to be built`;
  return `${lack}${ahead}${open}`;
}

function have(count: number): string {
  return count === 1 ? "has a wheel" : "have wheels";
}

/** They say something else of a package than that it lacks a wheel. */
const OF_THEIR_OWN: ReadonlySet<string> = new Set(["conflict", "name-on-two-indexes"]);

/** Issues that the count of packages does not tell already. */
export function besidesTally(issues: readonly Issue[], { counted }: CheckTally): readonly Issue[] {
  return issues.filter(
    ({ finding: { code, packages } }) =>
      OF_THEIR_OWN.has(code) || packages.length === 0 || !packages.every((name) => counted.has(name)),
  );
}

/** `a, b and c` of what needs a package: the user's lines, or other packages. */
export function neededBy(requested: readonly string[], requirers: readonly string[]): string {
  if (requested.length > 0) return listOf(requested.slice(0, 3));
  const more = requirers.length > 3 ? [`${requirers.length - 3} more`] : [];
  return requirers.length === 0 ? "" : `by ${listOf([...requirers.slice(0, 3), ...more])}`;
}

/** How it was told what is pulled in: each text once, and for which targets where they differ (indices of the matrix). */
export function closureTexts({
  targets,
}: CheckMatrix): { readonly text: string; readonly of: readonly number[] | null }[] {
  const texts = new Map<string, number[]>();
  for (const [index, { closure }] of targets.entries()) {
    if (closure !== undefined) texts.set(closure.text, [...(texts.get(closure.text) ?? []), index]);
  }
  return [...texts].map(([text, of]) => ({ text, of: texts.size === 1 ? null : of }));
}
