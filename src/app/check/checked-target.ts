import type { ExplainedConflict } from "../../core/explain/conflict/independent.ts";
import type { AssessedPackage, CheckFacts, UnjudgedLine } from "../../core/findings/facts.ts";
import type { ProjectFile } from "../../core/index/project-index.ts";
import type { InstallPlan } from "../../core/plan/stages/install-plan.ts";
import type { DependencyTree } from "../../core/render/extras.ts";
import type { ClosureReport, PackageReport } from "../../core/report/model.ts";
import type { ConflictTree } from "../../core/resolve/conflict-tree.ts";
import type { Target } from "../../core/target/target.ts";
import type { SolvedTarget } from "./closure.ts";

/** What was found out for one target. */
export interface CheckedTarget {
  readonly target: Target;
  readonly assessed: readonly CheckedPackage[];
  readonly closure: ClosureReport;
  readonly conflicts: readonly ExplainedConflict[];
  /** Why nothing can be had of projects that exist; their verdicts tell it, and a fix may help. */
  readonly givenUp: readonly ConflictTree[];
  /** What the solver could not decide; null when it could. */
  readonly undecided: string | null;
  readonly solved?: SolvedTarget;
  /** What is asked for and comes from no index. */
  readonly unjudged: readonly UnjudgedLine[];
  /** `requires-python` of files that leave this target's Python out. */
  readonly excludedBy: NonNullable<CheckFacts["excludedBy"]>;
  readonly tree: DependencyTree;
  readonly plan: InstallPlan;
}

/** A package, and the file that would be taken. */
export interface CheckedPackage {
  readonly facts: AssessedPackage;
  readonly file: ProjectFile | null;
  readonly origin: PackageReport["origin"];
  readonly needs: readonly string[];
}

export function packageReport({ facts, file, origin }: CheckedPackage): PackageReport {
  const { verdict } = facts;
  return {
    name: facts.name,
    version: verdict.version,
    requestedBy: facts.requestedBy,
    requiredBy: facts.requiredBy,
    origin: file === null ? null : origin,
    artifact: file === null ? null : file.filename === verdict.wheel ? "wheel" : "sdist",
    file: file?.filename ?? null,
    sha256: file?.hashes.sha256 ?? null,
    bytes: file?.bytes ?? null,
    status: file === null ? "skipped" : "planned",
    verdict,
    lane: null,
    seconds: { download: null, build: null },
    log: null,
  };
}
