import type { BuildReport } from "../report/model.ts";
import { type Fitted, fitBudget } from "./budget.ts";
import type { CommentOptions } from "./comment.ts";
import { LADDER, SUMMARY_DETAIL } from "./markdown/detail.ts";
import { markdownDocument, titleLine } from "./markdown/document.ts";

/** The runner drops a step's summary of more than 1 MiB as a whole. */
export const SUMMARY_BUDGET = 900 * 1024;

/** The report as a job summary: as the comment, and with the list of all packages. */
export function renderSummary(report: BuildReport, options: CommentOptions = {}): Fitted {
  return fitBudget({
    budget: options.budget ?? SUMMARY_BUDGET,
    full: SUMMARY_DETAIL,
    ladder: LADDER,
    render: markdownDocument(report, options),
    lastResort: titleLine(report)
      .replace("## ", "")
      .replace(/ · [\s\S]*$/, ""),
  });
}
