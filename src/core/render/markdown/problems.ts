import type { Finding, Severity } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { cellCode, cellText, codeSpan, fencedBlock, htmlCode } from "../escape.ts";
import type { Issue } from "../issues.ts";
import { lineWords, sourcesOf } from "../places.ts";
import { placeUrl } from "../run-info.ts";
import { countOf } from "../words.ts";
import type { Detail, MarkdownOptions } from "./detail.ts";
import { details, longTable } from "./table.ts";

const MARKS: Readonly<Record<Severity, string>> = { error: "❌", warning: "⚠️", notice: "ℹ️" };
const SOURCES_SHOWN = 4;
const EXCERPTS_SHOWN = 20;
const REMEDIES_SHOWN = 4;
const COLUMNS = ["", "What", "Where", "What to do"];

export function problemTable(issues: readonly Issue[], detail: Detail, options: MarkdownOptions): string {
  return longTable({
    columns: COLUMNS,
    count: issues.length,
    rows: (from, to) => issues.slice(from, to).map((issue) => problemRow(issue, detail, options)),
    noun: "problem",
    visible: detail.visibleRows,
    limit: detail.rows,
  });
}

function problemRow(issue: Issue, detail: Detail, options: MarkdownOptions): string[] {
  const { finding, targets } = issue;
  const what = [
    `**${cellText(clip(finding.title, 200)) || cellCode(finding.code)}**`,
    cellText(clip(finding.message, detail.sentence)),
    onTargets(targets, options.targetCount ?? 0),
  ];
  return [
    MARKS[finding.severity],
    what.filter((part) => part !== "").join("<br>"),
    sources(finding, options).join("<br>"),
    remedies(finding, detail).join("<br>"),
  ];
}

/** Nothing where there is only one target to speak of. */
function onTargets(targets: readonly string[], all: number): string {
  if (targets.length === 0 || (targets.length === 1 && all < 2)) return "";
  if (targets.length === all) return "On every target";
  return `On ${targets.length > 1 ? `${countOf(targets.length, "target")}: ` : ""}${targetNames(targets)}`;
}

function targetNames(targets: readonly string[]): string {
  const names = targets.slice(0, 6).map((target) => cellCode(clip(target, 100)));
  return targets.length > 6 ? `${names.join(", ")}, …` : names.join(", ");
}

function sources(finding: Finding, options: MarkdownOptions): string[] {
  const all = sourcesOf(finding);
  const shown = all.slice(0, SOURCES_SHOWN).map(({ text, place }) => {
    const label = cellCode(clip(text, 200));
    const url = place === null ? null : placeUrl(place, options.run);
    return url === null ? label : `[${label}](<${url}>)`;
  });
  return all.length > SOURCES_SHOWN ? [...shown, `and ${all.length - SOURCES_SHOWN} more`] : shown;
}

function remedies(finding: Finding, detail: Detail): string[] {
  return finding.remedies
    .slice(0, REMEDIES_SHOWN)
    .flatMap(({ text, commands }) => [
      ...(text === "" ? [] : [cellText(clip(text, detail.sentence))]),
      ...commands.slice(0, 4).map((command) => cellCode(clip(command, 300))),
    ]);
}

/** The lines of logs that matter, collapsed, marked as quotes. */
export function logExcerpts(issues: readonly Issue[], detail: Detail): string {
  if (detail.excerptLines === 0) return "";
  const quoted = issues.filter(({ finding }) => (finding.excerpt?.length ?? 0) > 0);
  const shown = quoted.slice(0, EXCERPTS_SHOWN).map(({ finding }) => excerpt(finding, detail.excerptLines));
  const rest = quoted.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [`… and ${countOf(rest, "more log excerpt")} in the report.json of this run.`] : []),
  ].join("\n\n");
}

function excerpt(finding: Finding, limit: number): string {
  const log = finding.evidence.find((each) => each.kind === "log");
  const subject = finding.packages[0] ?? finding.code;
  const where = log === undefined ? "" : ` (${htmlCode(clip(log.file, 200))}, ${lineWords(log.lines)}, quoted)`;
  const lines = (finding.excerpt ?? []).slice(-limit).map((line) => clip(line.replace(/[\r\n]/g, " "), 400));
  return details(`Log of ${htmlCode(clip(subject, 100))}${where}`, fencedBlock(lines.join("\n")));
}

/** `` `cp312-manylinux_2_28_aarch64` `` or `3 targets`; empty for none. */
export function targetWords(targets: readonly string[]): string {
  const distinct = [...new Set(targets)];
  if (distinct.length > 1) return `${distinct.length} targets`;
  return distinct.map((target) => codeSpan(clip(target, 100))).join("");
}
