import { compareText } from "../compare-text.ts";
import type { BuildReport, LaneKind, PackageReport } from "../report/model.ts";

/** A wheel that exists because somebody compiled it: in this run, or in an earlier one. */
export interface BuiltWheel {
  readonly target: string;
  readonly name: string;
  readonly version: string | null;
  readonly lane: LaneKind | null;
  readonly seconds: number | null;
  readonly now: boolean;
  readonly file: string | null;
  readonly log: string | null;
}

/** Built now first, the slowest on top; then those that the wheelhouse saved us. */
export function builtWheelsOf(report: BuildReport): BuiltWheel[] {
  return report.targets
    .flatMap(({ target, packages }) => packages.filter(isBuilt).map((each) => toBuiltWheel(target, each)))
    .sort(
      (a, b) =>
        Number(b.now) - Number(a.now) ||
        (b.seconds ?? -1) - (a.seconds ?? -1) ||
        compareText(a.name, b.name) ||
        compareText(a.target, b.target) ||
        compareText(a.version ?? "", b.version ?? ""),
    );
}

function isBuilt({ status, artifact }: PackageReport): boolean {
  return status === "built" || (artifact === "sdist" && status === "reused");
}

function toBuiltWheel(target: string, each: PackageReport): BuiltWheel {
  const { name, version, lane, file, log } = each;
  return { target, name, version, lane, file, log, seconds: each.seconds.build, now: each.status === "built" };
}
