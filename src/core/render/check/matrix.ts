import { compareText } from "../../compare-text.ts";
import type { Verdict } from "../../index/verdict.ts";
import type { BuildReport, Finding, PackageReport, Place, TargetReport } from "../../report/model.ts";
import { DOUBTS, OUTCOME_WORDS } from "./outcome-words.ts";

/**
 * How a package stands on a target: `none` nothing can be installed · `built` it must be built · `unknown` nobody could
 * tell · `doubtful` a wheel fits, and something is wrong with it · `wheel`.
 */
export type Standing = "none" | "built" | "unknown" | "doubtful" | "wheel";

/** Worst first: the order of the rows of a matrix. */
const STANDINGS: readonly Standing[] = ["none", "built", "unknown", "doubtful", "wheel"];

export interface Cell {
  readonly standing: Standing;
  /** Some words, in English; foreign text may stand in them. */
  readonly words: string;
  /** The same with everything that is known, for where there is room. */
  readonly longWords: string;
  readonly version: string | null;
  readonly bytes: number | null;
}

export interface Row {
  readonly name: string;
  /** Null when it is not the same on all targets. */
  readonly version: string | null;
  readonly places: readonly Place[];
  readonly requiredBy: readonly string[];
  readonly worst: Standing;
  /** One for each target of the matrix; null where the package is not needed. */
  readonly cells: readonly (Cell | null)[];
}

export interface CheckMatrix {
  readonly targets: readonly TargetReport[];
  readonly rows: readonly Row[];
}

/** A target whose packages were judged and not installed. */
export function isChecked({ closure, packages }: TargetReport): boolean {
  return closure !== undefined || packages.some(({ verdict }) => verdict !== null);
}

/** Whether the size of any file is known: many indexes do not tell. */
export function isSized(rows: readonly Row[]): boolean {
  return rows.some(({ cells }) => cells.some((cell) => cell !== null && cell.bytes !== null));
}

/** Packages against targets, what needs attention first; null for a report in which nothing was judged. */
export function checkMatrix(report: BuildReport): CheckMatrix | null {
  const targets = report.targets.filter(isChecked);
  if (targets.length === 0) return null;
  const doubts = doubtsOf(report.findings);
  const byTarget = targets.map(({ packages }) => new Map(packages.map((each) => [each.name, each])));
  const names = [...new Set(targets.flatMap(({ packages }) => packages.map(({ name }) => name)))];
  const rows = names.map((name): Row => {
    const found = byTarget.map((packages) => packages.get(name));
    const cells = found.map((each, index) => cellOf(each, doubts.get(keyOf(name, targets[index]?.target ?? null))));
    return rowOf(name, found, cells);
  });
  return { targets, rows: rows.sort((a, b) => rankOf(a.worst) - rankOf(b.worst) || compareText(a.name, b.name)) };
}

function rowOf(name: string, found: readonly (PackageReport | undefined)[], cells: Row["cells"]): Row {
  const all = found.filter((each) => each !== undefined);
  const versions = new Set(all.map(({ version }) => version));
  const standings = cells.flatMap((cell) => (cell === null ? [] : [cell.standing]));
  return {
    name,
    version: versions.size === 1 ? (all[0]?.version ?? null) : null,
    places: all.find(({ requestedBy }) => requestedBy.length > 0)?.requestedBy ?? [],
    requiredBy: [...new Set(all.flatMap((each) => each.requiredBy))],
    worst: STANDINGS.find((standing) => standings.includes(standing)) ?? "unknown",
    cells,
  };
}

function cellOf(found: PackageReport | undefined, doubt: string | undefined): Cell | null {
  if (found === undefined) return null;
  const { version, verdict } = found;
  if (verdict === null)
    return { standing: "unknown", words: "not checked", longWords: "not checked", version, bytes: null };
  const standing = standingOf(found, verdict, doubt);
  const { short, long } = OUTCOME_WORDS[verdict.outcome];
  const isDoubted = standing === "doubtful" && doubt !== undefined;
  return {
    ...{ standing, version, bytes: verdict.bytes },
    words: isDoubted ? doubt : short(verdict),
    longWords: isDoubted ? `wheel, but: ${doubt}` : `${long(verdict)}${sourceWords(standing, verdict)}`,
  };
}

/** What there is instead of a wheel. */
function sourceWords(standing: Standing, { sdist, outcome }: Verdict): string {
  if (standing === "built") return "; must be built";
  if (standing !== "none" || outcome === "NOT_FOUND" || outcome === "REQUIRES_PYTHON") return "";
  return sdist === null ? "; no source" : "; source not allowed";
}

export function standingOf({ artifact }: PackageReport, verdict: Verdict, doubt: string | undefined): Standing {
  if (verdict.outcome === "UNKNOWN" || verdict.outcome === "AUTH") return "unknown";
  if (verdict.wheel !== null) return doubt === undefined ? "wheel" : "doubtful";
  return artifact === "sdist" || verdict.outcome === "SDIST_ONLY" ? "built" : "none";
}

/** The first word of doubt for each package and target. */
function doubtsOf(findings: readonly Finding[]): ReadonlyMap<string, string> {
  const doubts = new Map<string, string>();
  for (const { code, severity, packages, target } of findings) {
    const word = Object.hasOwn(DOUBTS, code) ? DOUBTS[code] : undefined;
    if (word === undefined || severity === "notice") continue;
    for (const name of packages) if (!doubts.has(keyOf(name, target))) doubts.set(keyOf(name, target), word);
  }
  return doubts;
}

const keyOf = (name: string, target: string | null) => `${name}\n${target ?? ""}`;

function rankOf(standing: Standing): number {
  return STANDINGS.indexOf(standing);
}
