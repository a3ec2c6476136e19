import { buildCycles, buildGraph } from "./build-graph.ts";
import type { PlanCycle, PlanPackage } from "./install-plan.ts";

/**
 * Without the tools of builds: installers bring them into each build by themselves. Those that cannot be built without
 * each other, or without a package of the plan, stay with all that they need: only a plan can build them, if anything.
 */
export function plannedPackages(packages: readonly PlanPackage[]): readonly PlanPackage[] {
  const tools = new Map(packages.flatMap((each) => (each.isTool === true ? [[each.name, each] as const] : [])));
  if (tools.size === 0) return packages;
  const cyclic = buildCycles(buildGraph(packages)).flat();
  const kept = new Set(cyclic.flatMap((node) => packages[node % packages.length]?.name ?? []));
  // A set is walked in order of insertion, with what is added on the way.
  for (const name of kept) for (const need of tools.get(name)?.needs ?? []) kept.add(need);
  return packages.filter(({ name }) => !tools.has(name) || kept.has(name));
}

/** Whose builds ask for a cycle of tools, straight or by way of other tools; nothing for a cycle of the plan's own. */
export function askersOf(
  { packages: members }: PlanCycle,
  packages: readonly PlanPackage[],
): Pick<PlanCycle, "askedBy"> {
  const isOwn = ({ name, isTool }: PlanPackage) => isTool !== true && members.includes(name);
  if (packages.some(isOwn)) return {};
  const { next } = buildGraph(packages);
  const leadsThere = (start: number): boolean => {
    const reached = new Set([start]);
    for (const node of reached) for (const other of next(node)) reached.add(other);
    return [...reached].some((node) => members.includes(packages[node % packages.length]?.name ?? ""));
  };
  const askers = packages.filter(
    ({ isTool, build }, index) => isTool !== true && build !== null && leadsThere(index + packages.length),
  );
  return { askedBy: askers.map(({ name }) => name) };
}
