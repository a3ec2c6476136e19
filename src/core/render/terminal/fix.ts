import type { BuildReport, Fix } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { fixFacts, fixTargets } from "../fix-facts.ts";
import { type Line, labelled } from "./line.ts";

/** One fix: what it is called and its edits; where it was asked for, how far it is proven, why, and what is lost. */
export function fixLines(fix: Fix, report: BuildReport, width: number): Line[] {
  const { status, title, edits } = fix;
  const facts = report.command === "fix" ? fixFacts(fix, fixTargets(report)) : [];
  const told = facts.map(({ label, text }) => labelled(label, text, width));
  return [
    [
      ["strong", `fix, ${status}: `],
      ["plain", clip(title, 500)],
    ],
    ...(told[0] ?? []),
    ...edits.flatMap(({ place, before, after }) =>
      labelled("edit", `${place.file}:${place.line}  ${before} → ${after === "" ? "(nothing)" : after}`, width),
    ),
    ...told.slice(1).flat(),
  ];
}
