import { compareText } from "../compare-text.ts";
import type { Finding, Severity } from "../report/model.ts";

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

/** Total order of findings: severity, then file, line and column of the first place, then code, title, message, target. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    comparePlaces(a, b) ||
    compareText(a.code, b.code) ||
    compareText(a.title, b.title) ||
    compareText(a.message, b.message) ||
    compareText(a.target ?? "", b.target ?? "")
  );
}

/** Findings with a place come before those without. */
function comparePlaces(a: Finding, b: Finding): number {
  const left = a.places[0];
  const right = b.places[0];
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  return compareText(left.file, right.file) || left.line - right.line || left.column - right.column;
}
