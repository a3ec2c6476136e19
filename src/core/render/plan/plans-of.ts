import type { InstallPlan, PlanPackage } from "../../plan/stages/install-plan.ts";
import { planInstall } from "../../plan/stages/plan-install.ts";
import type { BuildReport, PackageReport, TargetReport } from "../../report/model.ts";
import { isChecked } from "../check/matrix.ts";
import type { RenderExtras } from "../extras.ts";

/** The plans of a check; of a build, and of a report alone, what the report says. */
export function plansOf(report: BuildReport, { plans }: RenderExtras): readonly InstallPlan[] {
  return plans ?? report.targets.map((target) => planOf(target, report));
}

/** The wheels of a finished wheelhouse. Of a check's report, what builds ask for is not known. */
function planOf(target: TargetReport, report: BuildReport): InstallPlan {
  const isBuilt = !isChecked(target);
  const plan = planInstall(
    target.target,
    target.packages.map((each) => toPlanPackage(each, target.packages, isBuilt)),
  );
  const blocked = blockedBy(target, report) ?? plan.blocked;
  const folder = report.targets.length === 1 ? "wheelhouse" : `wheelhouse/${target.target}`;
  return { ...plan, blocked, stages: blocked === null ? plan.stages : [], wheelhouse: isBuilt ? folder : null };
}

function blockedBy({ target, packages }: TargetReport, { complete, conflicts }: BuildReport): string | null {
  const isHere = (each: { readonly target: string | null }) => each.target === null || each.target === target;
  if (conflicts.some(isHere)) return "The requirements cannot hold together.";
  if (!complete) return "The run was cut short.";
  const missing = packages.filter(({ file, version }) => file === null || version === null);
  const names = [...missing, ...packages.filter(({ status }) => status === "failed")].map(({ name }) => name);
  if (names.length > 0) return `There is nothing to install of ${[...new Set(names)].join(", ")}.`;
  return packages.length === 0 ? "Nothing was resolved." : null;
}

function toPlanPackage(each: PackageReport, packages: readonly PackageReport[], isBuilt: boolean): PlanPackage {
  const { name, version, artifact } = each;
  return {
    ...{ name, version: version ?? "", pin: `${name}==${version}`, isHard: false, indexUrl: null },
    needs: packages.filter(({ requiredBy }) => requiredBy.includes(name)).map((needed) => needed.name),
    build: !isBuilt && artifact === "sdist" ? { requires: null, wheels: [] } : null,
  };
}
