import { compareText } from "../compare-text.ts";
import { compareFindings } from "../findings/order.ts";
import { VERSION } from "../version.ts";
import { distinct } from "./canonical.ts";
import type { BuildReport, Outcome } from "./model.ts";

const OUTCOMES: readonly Outcome[] = ["ok", "findings", "failed"];

/**
 * One report for a whole matrix. The order of the reports, the grouping and repetition do not matter, so that legs may
 * arrive as they like, twice as well.
 *
 * Targets, findings, conflicts, fixes, logs and pins are united by content and sorted; two legs that say different things about one
 * target both stay. The outcome is the worst, the version the newest, `complete` only when all are. Of no report at all
 * nothing is known: `complete` is false and the outcome `failed`.
 */
export function mergeReports(reports: readonly BuildReport[]): BuildReport {
  const logs = reports.flatMap((report) => report.logs ?? []);
  const pins = reports.flatMap((report) => report.pins ?? []);
  return {
    schemaVersion: 1,
    tool: { name: "wheelhouse", version: newestVersion(reports.map((report) => report.tool.version)) },
    command: uniteCommands(reports.map((report) => report.command)),
    complete: reports.length > 0 && reports.every((report) => report.complete),
    outcome: worstOutcome(reports),
    targets: distinct(
      reports.flatMap((report) => report.targets),
      (a, b) => compareText(a.target, b.target) || compareText(a.lane ?? "", b.lane ?? ""),
    ),
    findings: distinct(
      reports.flatMap((report) => report.findings),
      compareFindings,
    ),
    conflicts: distinct(
      reports.flatMap((report) => report.conflicts),
      (a, b) => compareText(a.target ?? "", b.target ?? "") || compareText(a.id, b.id),
    ),
    fixes: distinct(
      reports.flatMap((report) => report.fixes),
      (a, b) => compareText(a.title, b.title),
    ),
    ...(logs.length === 0 ? {} : { logs: distinct(logs, (a, b) => compareText(a.file, b.file)) }),
    ...(pins.length === 0 ? {} : { pins: distinct(pins, (a, b) => compareText(a.targets.join(), b.targets.join())) }),
  };
}

function worstOutcome(reports: readonly BuildReport[]): Outcome {
  if (reports.length === 0) return "failed";
  return OUTCOMES[Math.max(...reports.map((report) => OUTCOMES.indexOf(report.outcome)))] ?? "failed";
}

/** `build` and `check` give `build+check`. */
function uniteCommands(commands: readonly string[]): string {
  return [...new Set(commands.flatMap((command) => command.split("+")))].sort(compareText).join("+");
}

function newestVersion(versions: readonly string[]): string {
  return versions.toSorted(compareVersionTexts).at(-1) ?? VERSION;
}

/** Numbers by value, so that 0.10.0 is newer than 0.9.0; whatever is equal so, by text. */
function compareVersionTexts(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return compareText(a, b);
}

function numbersOf(version: string): number[] {
  return [...version.matchAll(/\d{1,9}/g)].map(([digits]) => Number(digits));
}
