import type { BuildReport, LogReport } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { cellCode, cellText, codeSpan, htmlCode, markdownText } from "../escape.ts";
import { ENDED, logFacts, toolWords } from "../logs.ts";
import { countOf } from "../words.ts";
import { decisionBody } from "./decisions.ts";
import type { Detail } from "./detail.ts";
import { details, longTable, table } from "./table.ts";

/** Logs whose facts are shown one by one; of the others the table says what matters. */
const DETAILED = 20;

/** What was explained: a sentence for one log, a table for several. Empty for a report without logs. */
export function logOverview({ logs = [] }: BuildReport, detail: Detail): string {
  const [only] = logs;
  if (only === undefined) return "";
  if (logs.length === 1) return logSentence(only);
  return longTable({
    columns: ["Log", "Written by", "Ended", "Lines ›", "Packages ›", "Downloads ›", "Built ›", "Failed ›"],
    count: logs.length,
    rows: (from, to) => logs.slice(from, to).map(logRow),
    noun: "log",
    visible: detail.visibleRows,
    limit: detail.rows,
  });
}

function logSentence(log: LogReport): string {
  const read = countOf(log.lines, "line");
  const end =
    log.format === "unknown" ? "" : `: the run ${log.ended === "unknown" ? "has no end in it" : ENDED[log.ended]}`;
  return `${codeSpan(clip(log.file, 200))} (${markdownText(clip(toolWords(log), 100))}, ${read})${end}.`;
}

function logRow(log: LogReport): string[] {
  const { totals, ended } = log;
  const numbers = [log.lines, totals.packages, totals.downloads, totals.built, totals.failed];
  const how = log.format === "unknown" ? "" : ended === "unknown" ? "not known" : ENDED[ended];
  return [cellCode(clip(log.file, 200)), cellText(clip(toolWords(log), 100)), how, ...numbers.map(String)];
}

/** What happened in each log, and what its resolver decided. Collapsed. */
export function logDetails({ logs = [] }: BuildReport, detail: Detail): string {
  const bodies = logs.map((log) => ({ log, body: bodyOf(log, detail) })).filter(({ body }) => body !== "");
  const shown = bodies.slice(0, Math.min(DETAILED, detail.rows));
  return shown.map(({ log, body }) => details(`What happened in ${htmlCode(clip(log.file, 200))}`, body)).join("\n\n");
}

function bodyOf(log: LogReport, detail: Detail): string {
  const facts = logFacts(log).length === 0 ? "" : factTable(log, detail);
  return [facts, decisions(log, detail)].filter((part) => part !== "").join("\n\n");
}

/** Where that is worth a look: the run failed, the resolver went back, or something is odd. */
function decisions({ tree, ended }: LogReport, detail: Detail): string {
  if (tree === null || detail.decisionLines === 0 || (tree.patterns.length === 0 && ended !== "badly")) return "";
  return decisionBody(tree, detail);
}

function factTable(log: LogReport, detail: Detail): string {
  const rows = logFacts(log).map(({ label, text }) => [label, cellText(clip(text, detail.sentence))]);
  return table(["", ""], rows);
}
