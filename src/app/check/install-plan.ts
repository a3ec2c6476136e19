import type { CheckOptions } from "../../core/options/options.ts";
import type { MarkerEnvironment } from "../../core/pep/marker.ts";
import { parseRequirement } from "../../core/pep/requirement.ts";
import { parseWheelFilename } from "../../core/pep/wheel-filename.ts";
import type { InstallPlan, PlanPackage } from "../../core/plan/stages/install-plan.ts";
import { planInstall } from "../../core/plan/stages/plan-install.ts";
import { buildTools, sourceNeeds, type ToolSearch } from "./build-tools.ts";
import type { CheckedPackage, CheckedTarget } from "./checked-target.ts";
import type { CheckInputs } from "./inputs.ts";
import { withHashes } from "./plan-hashes.ts";
import { planOptions } from "./plan-options.ts";

/** What a plan is made of besides what was found for its target. */
export interface PlanContext extends ToolSearch {
  readonly options: CheckOptions;
  readonly inputs: CheckInputs;
}

/** The order in which what was found for a target can be installed; blocked where that is not all known. */
export async function installPlan(
  { target, assessed, conflicts, closure, undecided, unjudged }: Omit<CheckedTarget, "tree" | "plan">,
  context: PlanContext,
): Promise<InstallPlan> {
  const hashed = withHashes(
    assessed.flatMap((each) => toPlanPackage(each, context.environment) ?? []),
    context.inputs,
    context.environment,
  );
  const { packages } = hashed;
  const carried = planOptions(context.options, context.inputs);
  // Without a plan it does not matter what its builds would ask for.
  const tools = conflicts.length > 0 ? [] : await buildTools(packages, context);
  const plan = planInstall(target.id, [...packages, ...tools]);
  const missing = assessed.filter(({ facts, file }) => file === null || facts.verdict.version === null);
  const blocked =
    conflicts.length > 0
      ? "The requirements cannot hold together."
      : missing.length > 0
        ? `There is nothing to install of ${missing.map(({ facts }) => facts.name).join(", ")}.`
        : plan.blocked;
  const elsewhere = unjudged.map(({ text }) => text).join(", ");
  const notes = [
    ...plan.notes,
    ...(closure.by === "none" || undecided !== null || !closure.complete
      ? ["What the packages pull in is not all known; the installer brings the rest."]
      : []),
    ...(elsewhere === "" ? [] : [`Not in this plan, for it comes from no index: ${elsewhere}.`]),
    ...hashed.notes,
    ...carried.notes,
  ];
  return { ...plan, notes, blocked, stages: blocked === null ? plan.stages : [], options: carried.options };
}

function toPlanPackage(checked: CheckedPackage, environment: MarkerEnvironment): PlanPackage | null {
  const { facts, needs } = checked;
  const { name, verdict, build } = facts;
  const vendor = vendorWheel(checked);
  const version = vendor?.version ?? verdict.version;
  if (version === null) return null;
  const read = parseRequirement(facts.requirement);
  const url = read.ok ? read.value.url : null;
  const isBuilt = vendor === null && verdict.wheel === null && url === null;
  return {
    ...{ name, version, needs, pin: url === null ? `${name}==${version}` : `${name} @ ${url}` },
    build: isBuilt ? sourceNeeds(build?.buildRequires ?? null, verdict, environment) : null,
    isHard: isBuilt && facts.knowledge !== null && build?.compile?.length !== 0,
    indexUrl: vendor?.url ?? null,
  };
}

/** The wheel of the vendor's index that is the one to take, where that index has one. */
function vendorWheel({
  facts: { wrongIndex },
}: CheckedPackage): { readonly url: string; readonly version: string } | null {
  const read = wrongIndex?.wheel == null ? null : parseWheelFilename(wrongIndex.wheel);
  return wrongIndex === null || read?.ok !== true
    ? null
    : { url: wrongIndex.vendor.url, version: read.value.version.normalized };
}
