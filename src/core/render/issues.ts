import { compareText } from "../compare-text.ts";
import { compareFindings } from "../findings/order.ts";
import { canonicalJson, distinct } from "../report/canonical.ts";
import type { BuildReport, Conflict, Finding, Place } from "../report/model.ts";
import { countOf } from "./words.ts";

/** One thing to know, with every target it holds for: a matrix says the same thing once. */
export interface Issue {
  readonly finding: Finding;
  readonly targets: readonly string[];
}

/** What a reader is told, most severe first. */
export function issuesOf(report: BuildReport): Issue[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const { target: _, evidence: __, excerpt: ___, ...same } = finding;
    const key = canonicalJson(same);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map(toIssue).sort((a, b) => compareFindings(a.finding, b.finding));
}

function toIssue(group: readonly Finding[]): Issue {
  const [only] = group as [Finding, ...Finding[]];
  if (group.length === 1) return { finding: only, targets: only.target === null ? [] : [only.target] };
  const sorted = distinct(group, compareFindings);
  const [first] = sorted as [Finding, ...Finding[]];
  const targets = new Set(group.flatMap(({ target }) => (target === null ? [] : [target])));
  const evidence = distinct(
    sorted.flatMap((finding) => finding.evidence),
    () => 0,
  );
  return { finding: { ...first, evidence }, targets: [...targets].sort(compareText) };
}

/** A wheel that was built in this run is listed with its time and needs no second mention. */
export function isBuildNotice({ finding }: Issue): boolean {
  return finding.code === "source-build" && finding.severity === "notice" && finding.when !== "predicted";
}

/** What changed against the base branch. Lines move, so places do not count. */
export function compareIssues(
  issues: readonly Issue[],
  base: readonly Issue[],
): { fresh: Issue[]; unchanged: Issue[]; fixed: Issue[] } {
  const before = new Set(base.map(identityOf));
  const now = new Set(issues.map(identityOf));
  return {
    fresh: issues.filter((issue) => !before.has(identityOf(issue))),
    unchanged: issues.filter((issue) => before.has(identityOf(issue))),
    fixed: base.filter((issue) => !now.has(identityOf(issue))),
  };
}

function identityOf({ finding }: Issue): string {
  return JSON.stringify([finding.code, finding.title, finding.packages]);
}

/** The conflicts that a finding is about. */
export function conflictsOf({ finding, targets }: Issue, conflicts: readonly Conflict[]): Conflict[] {
  if (finding.code !== "conflict" && finding.code !== "no-matching-distribution") return [];
  return conflicts.filter(
    ({ target, project, causes, explanation }) =>
      (target === null || targets.includes(target)) &&
      (project === null || finding.packages.includes(project)) &&
      (explanation === undefined || causes.every(({ place }) => place === null || hasPlace(finding, place))),
  );
}

/** Independent conflicts may be about one project; they have no line in common. */
function hasPlace({ places }: Finding, { file, line }: Place): boolean {
  return places.some((place) => place.file === file && place.line === line);
}

/** What one and several findings of a code are called. */
const NAMES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  conflict: ["conflict", "conflicts"],
  "build-failed": ["failed build", "failed builds"],
  "no-matching-distribution": ["requirement without a match", "requirements without a match"],
  "not-found": ["unknown project", "unknown projects"],
  "missing-wheel": ["missing wheel", "missing wheels"],
  "source-build": ["source build", "source builds"],
  "hash-mismatch": ["hash mismatch", "hash mismatches"],
  "hash-missing": ["missing hash", "missing hashes"],
  "requires-python": ["Python version refused", "Python versions refused"],
  "broken-requirement": ["broken requirement", "broken requirements"],
  "extra-missing": ["missing extra", "missing extras"],
  yanked: ["yanked release", "yanked releases"],
  network: ["network problem", "network problems"],
  "index-bypassed": ["index not seen", "indexes not seen"],
  "run-failed": ["failed run", "failed runs"],
  incomplete: ["run cut short", "runs cut short"],
  "docker-step-failed": ["failed step", "failed steps"],
  "closure-incomplete": ["closure not all known", "closures not all known"],
  "libc-too-old": ["wheel for a newer system", "wheels for newer systems"],
  "name-on-two-indexes": ["name on two indexes", "names on two indexes"],
  "project-status": ["project to do without", "projects to do without"],
  "stub-wheel": ["stub wheel", "stub wheels"],
  "system-packages": ["list of system packages", "lists of system packages"],
  "invalid-input": ["line that cannot be read", "lines that cannot be read"],
  "variant-wheel": ["variant wheel", "variant wheels"],
  "wrong-abi": ["wheel for another Python", "wheels for another Python"],
  "wrong-index": ["wheel from the wrong index", "wheels from the wrong index"],
  "wrong-libc": ["wheel for another C library", "wheels for another C library"],
  "unknown-format": ["log of unknown format", "logs of unknown format"],
};

const OTHER = ["other finding", "other findings"] as const;

/** `["1 conflict", "2 failed builds"]`, in the order of the issues; made of our own words only. */
export function tallyOf(issues: readonly Issue[]): string[] {
  const counts = new Map<readonly [string, string], number>();
  for (const { finding } of issues) {
    const names = (Object.hasOwn(NAMES, finding.code) ? NAMES[finding.code] : undefined) ?? OTHER;
    counts.set(names, (counts.get(names) ?? 0) + 1);
  }
  return [...counts].map(([[one, many], count]) => countOf(count, one, many));
}
