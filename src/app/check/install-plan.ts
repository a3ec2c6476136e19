import { isMeant, type MarkerEnvironment } from "../../core/pep/marker.ts";
import { parseRequirement } from "../../core/pep/requirement.ts";
import type { InstallPlan, PlanPackage, SourceNeeds } from "../../core/plan/stages/install-plan.ts";
import { planInstall } from "../../core/plan/stages/plan-install.ts";
import type { CheckedPackage, CheckedTarget } from "./checked-target.ts";

/** The order in which what was found for a target can be installed; blocked where that is not all known. */
export function installPlan(
  { target, assessed, conflicts, closure, undecided, unjudged }: Omit<CheckedTarget, "tree" | "plan">,
  environment: MarkerEnvironment,
): InstallPlan {
  const packages = assessed.flatMap((each) => toPlanPackage(each, environment) ?? []);
  const plan = planInstall(target.id, packages);
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
  ];
  return { ...plan, notes, blocked, stages: blocked === null ? plan.stages : [] };
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
    build: isBuilt ? sourceNeeds(checked, environment) : null,
    isHard: isBuilt && facts.knowledge !== null && build?.compile?.length !== 0,
    indexUrl: vendor?.url ?? null,
  };
}

/** The wheel of the vendor's index that is the one to take, where that index has one. */
function vendorWheel({ facts }: CheckedPackage): { readonly url: string; readonly version: string } | null {
  const url = facts.wrongIndex?.vendor.url;
  const found = facts.verdict.siblings.find(
    ({ kind, wheel, text }) => kind === "other-index" && wheel !== null && text.includes(`(${url})`),
  );
  return url === undefined || found?.version == null ? null : { url, version: found.version };
}

function sourceNeeds({ facts: { build, verdict } }: CheckedPackage, environment: MarkerEnvironment): SourceNeeds {
  const read = build?.buildRequires?.map(parseRequirement) ?? null;
  return {
    // One that cannot be read leaves the build to the installer.
    requires:
      read?.every(({ ok }) => ok) === true
        ? read.flatMap((each) => (each.ok && isMeant(each.value.marker, environment) ? [each.value] : []))
        : null,
    wheels: verdict.siblings.flatMap(({ kind, version, wheel }) =>
      (kind === "older" || kind === "newer") && version !== null && wheel !== null
        ? [{ version, isNewer: kind === "newer" }]
        : [],
    ),
  };
}
