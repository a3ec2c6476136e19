import type { BuildOptions, FailOn } from "../../core/options/options.ts";
import type { BuildReport, Finding, Outcome } from "../../core/report/model.ts";
import { VERSION } from "../../core/version.ts";
import type { BuiltTarget } from "./build-target.ts";

export function buildReport(built: readonly BuiltTarget[]): BuildReport {
  const findings = built.flatMap((target) => target.findings);
  return {
    schemaVersion: 1,
    tool: { name: "wheelhouse", version: VERSION },
    command: "build",
    complete: findings.every(({ code }) => code !== "incomplete"),
    outcome: outcomeOf(findings),
    targets: built.map(({ report }) => report),
    findings,
    conflicts: built.flatMap((target) => target.conflicts),
    fixes: [],
  };
}

export function outcomeOf(findings: readonly Finding[]): Outcome {
  if (findings.some(({ severity }) => severity === "error")) return "failed";
  return findings.length > 0 ? "findings" : "ok";
}

/** The exit code that a report stands for. */
export function exitCodeOf(report: BuildReport, failOn: BuildOptions["failOn"]): 0 | 1 {
  const failing: Readonly<Record<FailOn, readonly string[]>> = {
    error: ["error"],
    warning: ["error", "warning"],
    never: [],
  };
  return report.findings.some(({ severity }) => failing[failOn].includes(severity)) ? 1 : 0;
}
