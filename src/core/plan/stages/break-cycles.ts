import type { Requirement } from "../../pep/requirement.ts";
import { allows, type BuildGraph, buildCycles, buildGraph, usesPlan } from "./build-graph.ts";
import type { PlanCycle, PlanPackage } from "./install-plan.ts";

/** The graph without build cycles, where wheels of other versions break them all. */
export interface BrokenCycles {
  readonly cycles: readonly PlanCycle[];
  /** Null: at least one build cycle stays. */
  readonly graph: BuildGraph | null;
}

/**
 * Finds who needs whom in a circle. A build cycle is broken by an older or newer wheel of one of its members that suits
 * every build which asks for it: with that installed, the others are built, and with them the member itself.
 */
export function breakCycles(packages: readonly PlanPackage[]): BrokenCycles {
  const whole = buildGraph(packages);
  const found = buildCycles(whole).map((members) => namesOf(packages, members));
  const cyclic = new Set(found.flat());
  let chosen: ReadonlyMap<string, string> = new Map();
  let graph = whole;
  for (let open = buildCycles(graph); open[0] !== undefined; open = buildCycles(graph)) {
    const names = namesOf(packages, open[0]).filter((name) => !chosen.has(name));
    const attempts = names.flatMap((name) => {
      const version = wheelFor(name, whole);
      return version === null ? [] : [new Map([...chosen, [name, version]])];
    });
    const best =
      attempts.find((each) => buildCycles(buildGraph(packages, { wheels: each, cyclic })).length < open.length) ??
      attempts[0];
    if (best === undefined) break;
    chosen = best;
    graph = buildGraph(packages, { wheels: chosen, cyclic });
  }
  const rest = buildCycles(graph);
  const left = new Set(rest.flatMap((members) => namesOf(packages, members)));
  const cycles = found.map((names): PlanCycle => {
    const wheels = names.some((name) => left.has(name)) ? [] : names.filter((name) => chosen.has(name));
    return { kind: "build", packages: names, bootstrap: wheels.map((name) => `${name}==${chosen.get(name)}`) };
  });
  return { cycles: [...cycles, ...runTimeCycles(whole)], graph: left.size > 0 ? null : graph };
}

/** Circles of run-time needs alone. A package that names itself, as one does for an extra, is none. */
function runTimeCycles({ packages, components }: BuildGraph): readonly PlanCycle[] {
  return components
    .filter((members) => members.length > 1 && members.every((node) => node < packages.length))
    .map((members) => ({ kind: "run-time", packages: namesOf(packages, members), bootstrap: [] }));
}

/** A version with a wheel that suits every build which asks for the package. */
function wheelFor(name: string, { packages, indexOf }: BuildGraph): string | null {
  const isAsked = (requirement: Requirement) => requirement.name === name;
  const askers = packages.filter(({ build }) => build?.requires?.some(isAsked) === true);
  // A build in isolation does not see what is installed.
  if (askers.length === 0 || !askers.every((each) => usesPlan(each, packages, indexOf))) return null;
  const asked = askers.flatMap(({ build }) => (build?.requires ?? []).filter(isAsked));
  const wheels = packages[indexOf.get(name) ?? -1]?.build?.wheels ?? [];
  const wheel = wheels.find(({ version }) => asked.every((requirement) => allows(requirement, version)));
  return wheel?.version ?? null;
}

function namesOf(packages: readonly PlanPackage[], members: readonly number[]): readonly string[] {
  return [...new Set(members.map((node) => packages[node % packages.length]?.name ?? ""))].sort();
}
