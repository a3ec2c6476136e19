import type { BuildReport } from "../report/model.ts";
import { clip, type Fitted, fitBudget } from "./budget.ts";
import { codeSpan, markdownText } from "./escape.ts";
import { checkSection } from "./markdown/check.ts";
import { COMMENT_DETAIL, LADDER, type MarkdownOptions } from "./markdown/detail.ts";
import { markdownDocument, titleLine } from "./markdown/document.ts";
import { builtTable, cacheLines, targetOverview } from "./markdown/targets.ts";
import { shortSha } from "./run-info.ts";

/** GitHub refuses a body of more than 65,536 characters; the rest is room for the marker that the publisher adds. */
export const COMMENT_BUDGET = 60_000;

export interface CommentOptions extends MarkdownOptions {
  /** Bytes of UTF-8, hence at most as many characters. */
  readonly budget?: number | undefined;
}

/**
 * The report as the body of a pull request comment, without marker.
 *
 * @returns the text, never longer than the budget, and the names of what had to be left out
 */
export function renderComment(report: BuildReport, options: CommentOptions = {}): Fitted {
  return fitBudget({
    budget: options.budget ?? COMMENT_BUDGET,
    full: COMMENT_DETAIL,
    ladder: LADDER,
    render: markdownDocument(report, options),
    lastResort: plainTitle(report),
  });
}

export interface ResolvedOptions extends CommentOptions {
  /** The first line of the comment as it was, see {@link titleOfBody}. */
  readonly previousTitle?: string | undefined;
}

/** What an earlier comment becomes when there is nothing left to complain about. */
export function renderResolved(report: BuildReport, options: ResolvedOptions = {}): Fitted {
  const sha = options.run?.sha ?? null;
  const was = options.previousTitle === undefined ? "" : previousWords(options.previousTitle);
  const title = `## ✅ Wheelhouse: resolved${sha === null ? "" : ` in ${codeSpan(shortSha(sha))}`}`;
  return fitBudget({
    budget: options.budget ?? COMMENT_BUDGET,
    full: COMMENT_DETAIL,
    ladder: LADDER,
    render: (detail) =>
      [
        was === "" ? title : `${title} — was: ${was}`,
        targetOverview(report, detail),
        checkSection(report, detail, options),
        builtTable(report, detail),
        cacheLines(report, detail),
      ]
        .filter((part) => part !== "")
        .join("\n\n")
        .concat("\n"),
    lastResort: "Wheelhouse: resolved",
  });
}

/** The words of the title in a comment's body, to be told when it is resolved; null when it has none of ours. */
export function titleOfBody(body: string): string | null {
  const line = body.split("\n", 1)[0] ?? "";
  return /^## \S+ Wheelhouse: (.+)$/.exec(line)?.[1] ?? null;
}

/** A title that is resolved twice still tells the first trouble. */
function previousWords(title: string): string {
  const first = title.replace(/^resolved.*? — was: /, "").replace(/ · [\s\S]*$/, "");
  return markdownText(clip(first, 200).replaceAll("`", ""));
}

function plainTitle(report: BuildReport): string {
  return titleLine(report)
    .replace("## ", "")
    .replace(/ · [\s\S]*$/, "");
}
