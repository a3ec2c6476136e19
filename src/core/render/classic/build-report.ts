import type { BuildReport, LogReport, PackageReport } from "../../report/model.ts";
import { builtWheelsOf } from "../built-wheels.ts";
import type { FileRenderer } from "../extras.ts";
import { stableJson } from "../json.ts";
import { packageGroups } from "../package-groups.ts";
import { sumOf } from "../verdict.ts";
import { scoreOf } from "./score.ts";

/** The run in a few numbers. What was not measured is null, never a guess; the score shows its arithmetic. */
export const buildReportFile: FileRenderer = {
  path: "build-report.json",
  render: (report) => {
    const { score, terms, text } = scoreOf(report);
    return stableJson({
      tool: report.tool,
      outcome: report.outcome,
      complete: report.complete,
      ...(report.targets.length > 0 || report.logs === undefined ? totals(report) : logTotals(report, report.logs)),
      optimization_score: score,
      optimization_score_arithmetic: text,
      optimization_score_terms: terms,
      targets: report.targets.map(targetSummary),
      ...(report.logs === undefined ? {} : { logs: report.logs.map(logSummary) }),
    });
  },
};

function totals(report: BuildReport) {
  return {
    build_summary: {
      total_dependencies: sumOf(report, "packages"),
      requirements: sumOf(report, "requirements"),
      wheels_built: sumOf(report, "built"),
      wheels_reused: sumOf(report, "reused"),
      downloads: sumOf(report, "downloaded"),
      failed: sumOf(report, "failed"),
      ...severities(report),
    },
    performance_metrics: {
      build_seconds: sumSeconds(builtWheelsOf(report).flatMap(({ now, seconds }) => (now ? [seconds] : []))),
      download_seconds: sumSeconds(allPackages(report).map(({ seconds }) => seconds.download)),
      restored_bytes: report.targets.reduce((sum, { cache }) => sum + cache.restoredBytes, 0),
      reused_share: share(sumOf(report, "reused"), sumOf(report, "packages")),
    },
  };
}

/** Of logs: how many requirements the user had, and what a cache restored, is not in them. */
function logTotals(report: BuildReport, logs: readonly LogReport[]) {
  const sum = (key: "packages" | "built" | "reused" | "downloads" | "failed" | "installed"): number =>
    logs.reduce((total, log) => total + log.totals[key], 0);
  const hits = logs.reduce((total, { totals: { hits: each } }) => total + each.numerator, 0);
  const needed = logs.reduce((total, { totals: { hits: each } }) => total + each.denominator, 0);
  return {
    build_summary: {
      total_dependencies: sum("packages"),
      requirements: null,
      wheels_built: sum("built"),
      wheels_reused: sum("reused"),
      packages_installed: sum("installed"),
      downloads: sum("downloads"),
      failed: sum("failed"),
      ...severities(report),
    },
    performance_metrics: {
      total_seconds: sumSeconds(logs.map(({ totals: { seconds } }) => seconds.all)),
      build_seconds: sumSeconds(logs.map(({ totals: { seconds } }) => seconds.build)),
      download_seconds: sumSeconds(logs.map(({ totals: { seconds } }) => seconds.download)),
      restored_bytes: null,
      reused_share: share(hits, needed),
    },
  };
}

function severities({ findings }: BuildReport) {
  const count = (wanted: string): number => findings.filter(({ severity }) => severity === wanted).length;
  return { errors: count("error"), warnings: count("warning") };
}

function targetSummary({ target, lane, installer, counts, cache }: BuildReport["targets"][number]) {
  return { target, lane, installer, counts, cache };
}

function logSummary(log: LogReport) {
  const { file, format, toolVersion, ended, complete, totals: counted, duplicates, backtracking, disagreements } = log;
  return {
    ...{ file, format, toolVersion, ended, complete, install_method: counted.method, totals: counted },
    ...{ duplicates, backtracking, disagreements },
  };
}

function allPackages(report: BuildReport): PackageReport[] {
  return packageGroups(report).flatMap(({ packages }) => packages);
}

/** Null when nothing was measured. Milliseconds, so that the sum does not depend on rounding. */
function sumSeconds(seconds: readonly (number | null)[]): number | null {
  const known = seconds.filter((each) => each !== null);
  return known.length === 0 ? null : Math.round(known.reduce((sum, each) => sum + each * 1_000, 0)) / 1_000;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1_000) / 1_000;
}
