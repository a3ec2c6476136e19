import type { BuildReport, PackageReport } from "../../report/model.ts";
import { builtWheelsOf } from "../built-wheels.ts";
import type { FileRenderer } from "../extras.ts";
import { stableJson } from "../json.ts";
import { sumOf } from "../verdict.ts";

/** The run in a few numbers. What was not measured is null, never a guess. */
export const buildReportFile: FileRenderer = {
  path: "build-report.json",
  render: (report) => stableJson({ ...totals(report), targets: report.targets.map(targetSummary) }),
};

function totals(report: BuildReport) {
  return {
    tool: report.tool,
    outcome: report.outcome,
    complete: report.complete,
    build_summary: {
      total_dependencies: sumOf(report, "packages"),
      requirements: sumOf(report, "requirements"),
      wheels_built: sumOf(report, "built"),
      wheels_reused: sumOf(report, "reused"),
      downloads: sumOf(report, "downloaded"),
      failed: sumOf(report, "failed"),
      errors: report.findings.filter(({ severity }) => severity === "error").length,
      warnings: report.findings.filter(({ severity }) => severity === "warning").length,
    },
    performance_metrics: {
      build_seconds: sumSeconds(builtWheelsOf(report).flatMap(({ now, seconds }) => (now ? [seconds] : []))),
      download_seconds: sumSeconds(allPackages(report).map(({ seconds }) => seconds.download)),
      restored_bytes: report.targets.reduce((sum, { cache }) => sum + cache.restoredBytes, 0),
      reused_share: share(sumOf(report, "reused"), sumOf(report, "packages")),
    },
  };
}

function targetSummary({ target, lane, installer, counts, cache }: BuildReport["targets"][number]) {
  return { target, lane, installer, counts, cache };
}

function allPackages(report: BuildReport): PackageReport[] {
  return report.targets.flatMap(({ packages }) => packages);
}

/** Null when nothing was measured. Milliseconds, so that the sum does not depend on rounding. */
function sumSeconds(seconds: readonly (number | null)[]): number | null {
  const known = seconds.filter((each) => each !== null);
  return known.length === 0 ? null : Math.round(known.reduce((sum, each) => sum + each * 1_000, 0)) / 1_000;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1_000) / 1_000;
}
