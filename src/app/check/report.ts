import type {
  FindingFacts,
  LocatedRequirement,
  ResolverDisagreement,
  SourceOption,
} from "../../core/findings/facts.ts";
import { findFindings } from "../../core/findings/find-findings.ts";
import type { LocatedProblem } from "../../core/inputs/requirement-set.ts";
import type { BuildReport, Conflict, Finding, Fix, PackageReport, TargetReport } from "../../core/report/model.ts";
import type { PinsReport } from "../../core/report/pins-model.ts";
import { VERSION } from "../../core/version.ts";
import type { GatewayTrouble } from "../../ports/index-gateway.ts";
import { outcomeOf } from "../build/build-report.ts";
import { type CheckedTarget, packageReport } from "./checked-target.ts";

/** Everything that was found out, over all targets. */
export interface CheckResult {
  /** The use case that asks. */
  readonly command: "check" | "fix";
  readonly targets: readonly CheckedTarget[];
  readonly fixes: readonly Fix[];
  /** What real installers say otherwise, by target id; absent: none was asked. */
  readonly disagreements?: ReadonlyMap<string, readonly ResolverDisagreement[]> | undefined;
  readonly requirements: readonly LocatedRequirement[];
  /** Lines that could not be read. */
  readonly problems: readonly LocatedProblem[];
  /** Options of the files that change where packages come from. */
  readonly sources: readonly SourceOption[];
  readonly troubles: readonly GatewayTrouble[];
  /** One sentence why the run was cut short; null when it was not. */
  readonly incomplete: string | null;
  /** For several targets; null where nothing was united. */
  readonly pins: PinsReport | null;
}

export function checkReport(result: CheckResult): BuildReport {
  const told = result.targets.map((checked, index) => ({
    checked,
    // What cannot be read is the same for every target: it is told once.
    ...tell(checked, index === 0 ? result : { ...result, problems: [], sources: [] }),
  }));
  const findings = told.flatMap((each) => each.findings);
  const conflicts = told.flatMap((each) => each.conflicts);
  const ids = conflicts.map(({ id }) => id);
  return {
    schemaVersion: 1,
    tool: { name: "wheelhouse", version: VERSION },
    command: result.command,
    complete: result.incomplete === null,
    outcome: outcomeOf(findings),
    targets: told.map(({ checked, packages }) => targetReport(checked, packages, result.requirements.length)),
    findings,
    conflicts,
    // A fix makes all lines hold on all targets, or it is none; one that was written has solved others than are left.
    fixes: result.fixes.map((fix) => (fix.written === true ? fix : { ...fix, conflicts: ids })),
    ...(result.pins === null ? {} : { pins: [result.pins] }),
  };
}

function tell(
  checked: CheckedTarget,
  { requirements, problems, sources, troubles, incomplete, disagreements }: CheckResult,
): {
  readonly packages: readonly PackageReport[];
  readonly findings: readonly Finding[];
  readonly conflicts: readonly Conflict[];
} {
  const packages = checked.assessed.map(packageReport);
  const facts: FindingFacts = {
    target: checked.target.id,
    requirements,
    resolution: null,
    packages,
    failedBuilds: [],
    yanked: [],
    troubles,
    problems,
    sources,
    bypasses: [],
    incomplete,
    disagreements: disagreements?.get(checked.target.id) ?? [],
    check: {
      target: checked.target,
      assessed: checked.assessed.map(({ facts: each }) => each),
      conflicts: checked.conflicts,
      undecided: checked.undecided,
      unjudged: checked.unjudged,
      excludedBy: checked.excludedBy,
      cycles: checked.plan.cycles,
    },
  };
  return { packages, ...findFindings(facts) };
}

function targetReport(checked: CheckedTarget, packages: readonly PackageReport[], requirements: number): TargetReport {
  return {
    target: checked.target.id,
    lane: null,
    installer: null,
    counts: {
      requirements,
      packages: packages.length,
      downloaded: 0,
      built: 0,
      reused: 0,
      failed: packages.filter(({ status }) => status === "skipped").length,
    },
    cache: { hit: false, restoredBytes: 0, savedBytes: 0, saved: false, reason: null },
    packages,
    closure: checked.closure,
    ...(checked.target.profile === null ? {} : { profile: checked.target.profile }),
  };
}
