import type { CheckFacts } from "../../../src/core/findings/facts.ts";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import type { BuildReport, TargetReport } from "../../../src/core/report/model.ts";
import { NOTHING } from "./case-facts.ts";
import { JETSON_CHECKS, packageOf } from "./jetson-example.ts";

/** The report of a check of these targets. */
export function checkReport(checks: readonly CheckFacts[] = JETSON_CHECKS): BuildReport {
  const found = checks.map((check) => {
    const troubles = [{ kind: "status", message: "wheels.example answered 503", project: "acme-models" } as const];
    return findFindings({ ...NOTHING, target: check.target.id, check, troubles });
  });
  return {
    ...{ schemaVersion: 1, tool: { name: "wheelhouse", version: "0.0.0" }, command: "check", complete: true },
    outcome: "failed",
    targets: checks.map(targetOf),
    findings: found.flatMap(({ findings }) => findings),
    conflicts: found.flatMap(({ conflicts }) => conflicts),
    fixes: [],
  };
}

function targetOf({ target, assessed, undecided }: CheckFacts): TargetReport {
  const complete = undecided === null;
  return {
    ...{ target: target.id, lane: null, installer: null },
    counts: {
      requirements: assessed.filter(({ requestedBy }) => requestedBy.length > 0).length,
      ...{ packages: assessed.length, downloaded: 0, built: 0, reused: 0, failed: 0 },
    },
    cache: { hit: false, restoredBytes: 0, savedBytes: 0, saved: false, reason: null },
    packages: assessed.map(packageOf),
    closure: {
      by: "solver",
      complete,
      text: "Resolved by Wheelhouse's own solver, by pip's rules, from the metadata on the index.",
    },
  };
}
