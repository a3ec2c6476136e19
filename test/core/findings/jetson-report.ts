import type { CheckFacts } from "../../../src/core/findings/facts.ts";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import type { BuildReport, TargetReport } from "../../../src/core/report/model.ts";
import { NOTHING } from "./case-facts.ts";
import { JETSON_CHECKS, packageOf } from "./jetson-example.ts";

/** The report of a check of these targets. */
export function checkReport(checks: readonly CheckFacts[] = JETSON_CHECKS): BuildReport {
  const found = checks.map((check) => {
    const isDown = check.assessed.some(({ verdict }) => verdict.outcome === "UNKNOWN");
    const down = { kind: "status", message: "wheels.example answered 503", project: "acme-models" } as const;
    const troubles = isDown ? [down] : [];
    return findFindings({ ...NOTHING, target: check.target.id, check, troubles });
  });
  const findings = found.flatMap((each) => each.findings);
  return {
    ...{ schemaVersion: 1, tool: { name: "wheelhouse", version: "0.0.0" }, command: "check", complete: true },
    outcome: findings.some(({ severity }) => severity === "error") ? "failed" : findings.length > 0 ? "findings" : "ok",
    targets: checks.map(targetOf),
    findings,
    conflicts: found.flatMap(({ conflicts }) => conflicts),
    fixes: [],
  };
}

const WELL = new Set(["einops", "moshi", "transformers", "tokenizers", "numpy", "torch"]);

/** Reports by the name of their fixture. */
export const CHECK_CASES: Readonly<Record<string, BuildReport>> = {
  check: checkReport(),
  "check-one": checkReport(JETSON_CHECKS.slice(0, 1)),
  "check-well": checkReport(
    JETSON_CHECKS.slice(1, 2).map((check) => ({
      ...check,
      assessed: check.assessed.filter(({ name }) => WELL.has(name)),
    })),
  ),
};

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
