import type { BuildReport } from "../../report/model.ts";
import type { Step } from "../budget.ts";
import type { RunInfo } from "../run-info.ts";

/** What a Markdown document may say about a report; the ladder takes away from it. */
export interface Detail {
  /** Rows of each table. */
  readonly rows: number;
  /** Rows seen without a click. */
  readonly visibleRows: number;
  /** Lines of each log excerpt, the last ones; 0 for no excerpts. */
  readonly excerptLines: number;
  /** Characters of a sentence. */
  readonly sentence: number;
  /** Findings that the base branch has too: in a table, or as a number. */
  readonly unchanged: boolean;
  /** Lines of the resolver's decisions, for each log; 0 for none. */
  readonly decisionLines: number;
  /** The steps and the chart of a conflict beside its tree. */
  readonly charts: boolean;
  /** The list of all packages. */
  readonly packages: boolean;
}

export interface MarkdownOptions {
  readonly base?: BuildReport | undefined;
  readonly run?: RunInfo | undefined;
  /** Of the whole report, to tell what holds for all of them; absent: not known. */
  readonly targetCount?: number | undefined;
}

export const COMMENT_DETAIL: Detail = {
  rows: Number.POSITIVE_INFINITY,
  visibleRows: 15,
  excerptLines: 40,
  decisionLines: 60,
  sentence: 600,
  unchanged: true,
  charts: false,
  packages: false,
};

export const SUMMARY_DETAIL: Detail = {
  ...COMMENT_DETAIL,
  visibleRows: 50,
  sentence: 2_000,
  decisionLines: 1_000,
  charts: true,
  packages: true,
};

/** Raw logs go first, the verdict never. */
export const LADDER: readonly Step<Detail>[] = [
  {
    name: "decisions-beyond-60-lines",
    apply: (detail) => ({ ...detail, decisionLines: Math.min(60, detail.decisionLines) }),
  },
  { name: "decisions", apply: (detail) => ({ ...detail, decisionLines: 0 }) },
  { name: "charts", apply: (detail) => ({ ...detail, charts: false }) },
  { name: "log-excerpts-beyond-10-lines", apply: (detail) => ({ ...detail, excerptLines: 10 }) },
  { name: "log-excerpts", apply: (detail) => ({ ...detail, excerptLines: 0 }) },
  { name: "unchanged-findings", apply: (detail) => ({ ...detail, unchanged: false }) },
  ...[1_000, 300, 100, 30].map((rows) => ({ name: `rows-beyond-${rows}`, apply: (d: Detail) => ({ ...d, rows }) })),
  { name: "package-list", apply: (detail) => ({ ...detail, packages: false }) },
  ...[10, 3].map((rows) => ({ name: `rows-beyond-${rows}`, apply: (d: Detail) => ({ ...d, rows }) })),
  { name: "long-sentences", apply: (detail) => ({ ...detail, sentence: 120 }) },
  { name: "rows", apply: (detail) => ({ ...detail, rows: 0 }) },
];
