import type { BuildReport, Fix } from "../../report/model.ts";
import { capitalised } from "../../wording.ts";
import { clip } from "../budget.ts";
import { fencedBlock, markdownText } from "../escape.ts";
import { FIX_ORDER, fixDiff, fixFacts, fixTargets } from "../fix-facts.ts";
import { countOf } from "../words.ts";
import type { Detail } from "./detail.ts";
import { details } from "./table.ts";

/** Edits of one fix that are shown. */
const MOST_LINES = 60;

/** What would make the requirements hold: the best fix open, the others behind a click. Empty without any. */
export function fixSection(report: BuildReport, detail: Detail): string {
  const shown = report.fixes.slice(0, detail.rows).map((fix) => fixBlock(fix, fixTargets(report), detail));
  const [first, ...others] = shown;
  if (report.fixes.length === 0) return "";
  const left = report.fixes.length - shown.length;
  return [
    report.fixes.length === 1 ? "### Fix" : "### Fixes",
    ...(first === undefined ? [] : [first]),
    ...(others.length === 0
      ? []
      : [details(countOf(others.length, "other fix", "other fixes"), [FIX_ORDER, ...others].join("\n\n"))]),
    ...(left === 0 ? [] : [`… and ${countOf(left, "more fix", "more fixes")} in the report.json of this run.`]),
  ].join("\n\n");
}

function fixBlock(fix: Fix, targets: readonly string[], detail: Detail): string {
  const diff = fixDiff(fix);
  const lines = diff.slice(0, MOST_LINES).map(({ text }) => clip(text, 400));
  const left = diff.length - lines.length;
  const facts = fixFacts(fix, targets).map(({ label, text }) => {
    const words = markdownText(clip(text, detail.sentence));
    // What begins with "verified:" needs no other label.
    const mark = label === "risk" ? "⚠️ " : "";
    return `- ${mark}${label === "proof" ? capitalised(words) : `${capitalised(label)}: ${words}`}`;
  });
  return [
    `**${markdownText(clip(fix.title, 200))}** (${fix.status})`,
    fencedBlock([...lines, ...(left === 0 ? [] : [`… and ${countOf(left, "more line")}`])].join("\n"), "diff"),
    facts.join("\n"),
  ].join("\n\n");
}
