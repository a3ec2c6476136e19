import type { BuildReport } from "../../report/model.ts";
import { builtWheelsOf } from "../built-wheels.ts";
import { checkMatrix } from "../check/matrix.ts";
import { checkTally } from "../check/tally.ts";
import { codeSpan } from "../escape.ts";
import { issuesOf } from "../issues.ts";
import { shortSha } from "../run-info.ts";
import { timeOf } from "../words.ts";
import type { MarkdownOptions } from "./detail.ts";
import { table } from "./table.ts";

/** Base against head in four numbers; empty without a base. */
export function deltaTable(report: BuildReport, options: MarkdownOptions): string {
  const { base, run } = options;
  if (base === undefined) return "";
  const rows = [
    countRow("Errors", severityCount(base, "error"), severityCount(report, "error")),
    countRow("Warnings", severityCount(base, "warning"), severityCount(report, "warning")),
    ...(checkMatrix(report) === null
      ? buildRows(base, report)
      : [countRow("Packages without a wheel", lackCount(base), lackCount(report))]),
  ];
  const head = (name: string, sha: string | null | undefined) =>
    sha == null ? name : `${name} ${codeSpan(shortSha(sha))}`;
  return table(["", `${head("Base", run?.baseSha)} ›`, `${head("Here", run?.sha)} ›`, "Change ›"], rows);
}

function buildRows(base: BuildReport, report: BuildReport): string[][] {
  return [
    countRow("Built from source", builtCount(base), builtCount(report)),
    timeRow(buildSeconds(base), buildSeconds(report)),
  ];
}

function lackCount(report: BuildReport): number {
  return checkTally(report)?.lacking ?? 0;
}

function countRow(name: string, before: number, now: number): string[] {
  const change = now - before;
  return [name, String(before), String(now), change === 0 ? "" : `**${change > 0 ? "+" : "−"}${Math.abs(change)}**`];
}

function timeRow(before: number, now: number): string[] {
  const change = Math.abs(now - before) < 1 ? "" : `${now > before ? "+" : "−"}${timeOf(Math.abs(now - before))}`;
  return ["Time in builds", timeOf(before), timeOf(now), change];
}

function severityCount(report: BuildReport, severity: "error" | "warning"): number {
  return issuesOf(report).filter(({ finding }) => finding.severity === severity).length;
}

function builtCount(report: BuildReport): number {
  return builtWheelsOf(report).filter(({ now }) => now).length;
}

function buildSeconds(report: BuildReport): number {
  return builtWheelsOf(report).reduce((sum, wheel) => sum + (wheel.now ? (wheel.seconds ?? 0) : 0), 0);
}
