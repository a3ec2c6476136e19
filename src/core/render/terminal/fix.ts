import type { BuildReport, Fix } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { fixLabel } from "../fix-label.ts";
import { type Line, labelled } from "./line.ts";

/** One fix: what it is called, how far it is proven, and its edits with their reasons. */
export function fixLines(fix: Fix, { command }: BuildReport, width: number): Line[] {
  const { status, title, edits, losses = [] } = fix;
  const isAsked = command === "fix";
  return [
    [
      ["strong", `fix, ${status}: `],
      ["plain", clip(title, 500)],
    ],
    ...(isAsked ? labelled("proof", fixLabel(fix), width) : []),
    ...edits.flatMap(({ place, before, after, reason }) => [
      ...labelled("edit", `${place.file}:${place.line}  ${before} → ${after === "" ? "(nothing)" : after}`, width),
      ...(isAsked && reason !== undefined ? labelled("why", reason, width) : []),
    ]),
    ...(isAsked ? losses.flatMap((loss) => labelled("lost", loss, width)) : []),
  ];
}
