import type { BuildReport, Fix } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { fixFacts, fixTargets, riskFacts } from "../fix-facts.ts";
import { type Line, labelled } from "./line.ts";

/** One fix: what it is called and its edits; where it was asked for, how far it is proven, why, and what is lost. */
export function fixLines(fix: Fix, report: BuildReport, width: number): Line[] {
  const { status, title, edits, options = [] } = fix;
  const isAsked = report.command === "fix";
  const facts = isAsked ? fixFacts(fix, fixTargets(report)) : riskFacts(fix);
  const told = facts.map(({ label, text }) => labelled(label, text, width));
  return [
    [
      ["strong", `fix, ${status}: `],
      ["plain", clip(title, 500)],
    ],
    ...(isAsked ? (told[0] ?? []) : []),
    ...options.flatMap(({ option, before, after }) =>
      labelled("run", `${option} ${after} instead of ${before}`, width),
    ),
    ...edits.flatMap(({ place, before, after }) =>
      [`${place.file}:${place.line}  ${changeText(before, after)}`, ...moreLines(after)].flatMap((text, at) =>
        labelled(at === 0 ? "edit" : "", text, width),
      ),
    ),
    ...told.slice(isAsked ? 1 : 0).flat(),
  ];
}

function changeText(before: string, after: string): string {
  if (before === "") return `a line more: ${after.split("\n", 1)}`;
  return `${before} → ${after === "" ? "(nothing)" : after.split("\n", 1)}`;
}

/** Of a line that becomes several, those behind the first. */
function moreLines(after: string): readonly string[] {
  return after.trimEnd().split("\n").slice(1);
}
