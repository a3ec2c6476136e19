import type { BuildReport } from "../../report/model.ts";
import type { PackageGroup } from "../package-groups.ts";
import { packageGroups } from "../package-groups.ts";

/** A part of the score: `numerator` of `denominator`, all of them counted from the report. */
export interface ScoreTerm {
  readonly name: string;
  readonly weight: number;
  readonly numerator: number;
  readonly denominator: number;
  /** Between 0 and 1; null when there is nothing to count: then its weight does not count either. */
  readonly value: number | null;
}

/** How little a run did that it could have been spared. */
export interface Score {
  /** 0 to 100; null when nothing could be counted, or the run did not end well. */
  readonly score: number | null;
  readonly terms: readonly ScoreTerm[];
  /** The arithmetic: `(40 × 3/4 + 30 × 4/4) / 70 = 86 %`. */
  readonly text: string;
}

/** Weights are a choice: what costs minutes (downloads, compilers) counts more than what costs seconds. */
export function scoreOf(report: BuildReport): Score {
  const terms = [reuse(report), wheels(report), once(report), unbroken(report)];
  const counted = terms.filter((each) => each.denominator > 0);
  if (report.outcome === "failed") return { score: null, terms, text: "no score: the run did not end well" };
  if (counted.length === 0) return { score: null, terms, text: "no score: nothing to count" };
  const weights = counted.reduce((sum, { weight }) => sum + weight, 0);
  const points = counted.reduce((sum, { weight, value }) => sum + weight * (value ?? 0), 0);
  const score = Math.round((100 * points) / weights);
  const sum = counted
    .map(({ weight, numerator, denominator }) => `${weight} × ${numerator}/${denominator}`)
    .join(" + ");
  return { score, terms, text: `100 × (${sum}) / ${weights} = ${score}` };
}

function term(name: string, weight: number, numerator: number, denominator: number): ScoreTerm {
  const value = denominator === 0 ? null : Math.round((numerator / denominator) * 1_000) / 1_000;
  return { name, weight, numerator, denominator, value };
}

function reuse(report: BuildReport): ScoreTerm {
  const name = "files that needed no download";
  if (report.targets.length === 0) {
    const hits = (report.logs ?? []).map(({ totals }) => totals.hits);
    return term(name, 40, sum(hits, "numerator"), sum(hits, "denominator"));
  }
  const counts = report.targets.map((target) => target.counts);
  return term(
    name,
    40,
    sum(counts, "reused"),
    sum(counts, "reused") + sum(counts, "downloaded") + sum(counts, "built"),
  );
}

function wheels(report: BuildReport): ScoreTerm {
  const all = packageGroups(report).flatMap((group: PackageGroup) => group.packages);
  const files = all.filter(({ status }) => status === "downloaded" || status === "reused" || status === "built");
  return term(
    "packages that nobody had to compile",
    30,
    files.filter(({ status }) => status !== "built").length,
    files.length,
  );
}

function once({ logs = [] }: BuildReport): ScoreTerm {
  const downloads = logs.reduce((total, { totals }) => total + totals.downloads, 0);
  const extra = logs.flatMap(({ duplicates }) => duplicates).reduce((total, { files }) => total + files.length - 1, 0);
  return term("downloads that were needed", 20, Math.max(0, downloads - extra), downloads);
}

function unbroken({ logs = [] }: BuildReport): ScoreTerm {
  const downloads = logs.reduce((total, { totals }) => total + totals.downloads, 0);
  const retries = logs.reduce((total, { totals }) => total + totals.retries, 0);
  return term("downloads without a broken connection", 10, Math.max(0, downloads - retries), downloads);
}

function sum<K extends string>(items: readonly Readonly<Record<K, number>>[], key: K): number {
  return items.reduce((total, item) => total + item[key], 0);
}
