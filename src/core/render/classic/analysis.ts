import type { FileRenderer } from "../extras.ts";
import { SUMMARY_DETAIL } from "../markdown/detail.ts";
import { markdownDocument } from "../markdown/document.ts";
import { table } from "../markdown/table.ts";

const FILES: readonly (readonly [path: string, content: string])[] = [
  ["package_install_results.csv", "each package: status, file, seconds, error"],
  ["wheel_availability.txt", "which packages have a wheel, and which file each takes"],
  ["dependency_tree.txt", "who needs whom"],
  ["dependency_conflicts.txt", "what cannot hold together"],
  ["recommended_requirements.in", "your requirements, with advice"],
  ["dependency-manifest.json", "all of it for programs, by package"],
  ["build-report.json", "the run in numbers"],
  ["install-plan.sh", "what was resolved, installed in stages"],
  ["install-plan.dockerfile", "the same for a Dockerfile"],
];

/** The whole analysis, with nothing left out for size, and a guide to the files beside it. */
export const analysisReport: FileRenderer = {
  path: "analysis_report.md",
  render: (report, { run, base }) => {
    const guide = FILES.map(([path, content]) => [`\`${path}\``, content]);
    const document = markdownDocument(report, { run, base })({
      ...SUMMARY_DETAIL,
      visibleRows: Number.POSITIVE_INFINITY,
    });
    return `${document}\n### Files of this analysis\n\n${table(["File", "Holds"], guide)}\n`;
  },
};
