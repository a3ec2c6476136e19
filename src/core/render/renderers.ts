import { analysisReport } from "./classic/analysis.ts";
import { wheelAvailability } from "./classic/availability.ts";
import { buildReportFile } from "./classic/build-report.ts";
import { dependencyConflicts } from "./classic/conflicts.ts";
import { dependencyManifest } from "./classic/dependency-manifest.ts";
import { dependencyTree } from "./classic/dependency-tree.ts";
import { installResults } from "./classic/install-results.ts";
import { recommendedRequirements } from "./classic/recommended.ts";
import type { FileRenderer } from "./extras.ts";
import { renderHtml } from "./html.ts";
import { stableJson } from "./json.ts";
import { dockerPlan } from "./plan/docker-plan.ts";
import { shellPlan } from "./plan/shell-plan.ts";
import { renderSummary } from "./summary.ts";

/** Every report file of the output folder. A new file is one new entry. */
export const renderers: readonly FileRenderer[] = [
  { path: "report.json", render: (report) => stableJson(report) },
  { path: "report.md", render: (report, { run, base }) => renderSummary(report, { run, base }).text },
  { path: "report.html", render: (report) => renderHtml(report) },
  analysisReport,
  installResults,
  wheelAvailability,
  dependencyTree,
  dependencyConflicts,
  recommendedRequirements,
  dependencyManifest,
  buildReportFile,
  shellPlan,
  dockerPlan,
];
