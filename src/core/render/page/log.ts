import type { BuildReport, LogReport } from "../../report/model.ts";
import { htmlCode, htmlText } from "../escape.ts";
import { ENDED, logFacts, toolWords } from "../logs.ts";
import { countOf } from "../words.ts";
import { decisionDetails } from "./decisions.ts";
import { codeCell, htmlTable, numberCell, section, textCell } from "./element.ts";

/** What was explained and what it adds up to. Empty for a report without logs. */
export function logSection({ logs = [] }: BuildReport): string {
  if (logs.length === 0) return "";
  const table = htmlTable(
    ["Log", "Written by", "Ended", "Lines", "Packages", "Downloads", "Built", "Failed"],
    logs.map((log) => [
      codeCell(log.file),
      textCell(toolWords(log)),
      textCell(log.format === "unknown" ? "" : ENDED[log.ended]),
      ...[log.lines, log.totals.packages, log.totals.downloads, log.totals.built, log.totals.failed].map((number) =>
        numberCell(String(number)),
      ),
    ]),
  );
  return section(
    logs.length === 1 ? "Log" : "Logs",
    [table, ...logs.flatMap((log) => [facts(log, logs.length > 1), decisions(log, logs.length > 1)])]
      .filter((part) => part !== "")
      .join("\n"),
  );
}

function facts(log: LogReport, several: boolean): string {
  const all = logFacts(log);
  if (all.length === 0) return "";
  const list = all.map(({ label, text }) => `<dt>${label}</dt><dd>${htmlText(text)}</dd>`).join("\n");
  if (!several) return `<dl>\n${list}\n</dl>`;
  const summary = `${countOf(all.length, "fact")} of ${htmlCode(log.file)}`;
  return `<details><summary>${summary}</summary>\n<dl>\n${list}\n</dl>\n</details>`;
}

function decisions({ tree, file }: LogReport, several: boolean): string {
  if (tree === null) return "";
  return decisionDetails(`Decisions of the resolver${several ? ` in ${htmlCode(file)}` : ""}`, tree);
}
