import type { Requirement } from "../../pep/requirement.ts";
import { specifierSetContains } from "../../pep/specifier.ts";
import { parseVersion } from "../../pep/version.ts";
import { components } from "./components.ts";
import type { PlanPackage } from "./install-plan.ts";

/**
 * Two nodes for each package: node `i` is that package `i` is installed, node `i + count` that its wheel is built. To be
 * installed it needs its run-time needs and, without a wheel, its build; to be built it needs what its build asks for.
 */
export interface BuildGraph {
  readonly packages: readonly PlanPackage[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Edges of a node. */
  readonly next: (node: number) => readonly number[];
  /** Strongly connected components, each after those that it points to. */
  readonly components: readonly (readonly number[])[];
}

/** Wheels of other versions that are there from the start: those in a build cycle do with them. */
export interface Bootstraps {
  /** Version by name. */
  readonly wheels: ReadonlyMap<string, string>;
  /** Names of the packages in build cycles. */
  readonly cyclic: ReadonlySet<string>;
}

const NONE: Bootstraps = { wheels: new Map(), cyclic: new Set() };

export function buildGraph(packages: readonly PlanPackage[], { wheels, cyclic }: Bootstraps = NONE): BuildGraph {
  const count = packages.length;
  const indexOf = new Map(packages.map(({ name }, index) => [name, index]));
  const indexes = (names: readonly string[]) => names.flatMap((name) => indexOf.get(name) ?? []);
  const find = (name: string) => packages[indexOf.get(name) ?? -1];
  // What the other version needs at run time is taken to be what this one needs outside of the cycle.
  const edgesTo = (from: string, names: readonly string[]) =>
    names.flatMap((name) =>
      wheels.has(name) && cyclic.has(from)
        ? indexes((find(name)?.needs ?? []).filter((each) => !cyclic.has(each)))
        : indexes([name]),
    );
  const edges = [
    ...packages.map(({ name, needs, build }, index) => [
      ...edgesTo(name, needs),
      ...(build === null ? [] : [index + count]),
    ]),
    ...packages.map((each) =>
      edgesTo(
        each.name,
        heldRequirements(each, find).map(({ name }) => name),
      ),
    ),
  ];
  const next = (node: number) => edges[node] ?? [];
  return { packages, indexOf, next, components: components(2 * count, next) };
}

/** The requirements of a build that the packages of the plan satisfy, and that an installer would not take a newer wheel for. */
export function heldRequirements(
  { build }: PlanPackage,
  find: (name: string) => PlanPackage | undefined,
): readonly Requirement[] {
  return (build?.requires ?? []).filter((requirement) => {
    const found = find(requirement.name);
    if (found === undefined || !allows(requirement, found.version)) return false;
    return !(found.build?.wheels ?? []).some(({ version, isNewer }) => isNewer && allows(requirement, version));
  });
}

/** Whether its build asks for packages of the plan, and they are all that it asks for of them: then it can be built with them. */
export function usesPlan(
  each: PlanPackage,
  packages: readonly PlanPackage[],
  indexOf: ReadonlyMap<string, number>,
): boolean {
  const asked = (each.build?.requires ?? []).filter(({ name }) => indexOf.has(name));
  const held = heldRequirements(each, (name) => packages[indexOf.get(name) ?? -1]);
  return asked.length > 0 && held.length === asked.length;
}

/** Pre-releases count: the version is chosen already. */
export function allows({ specifiers, url }: Requirement, version: string): boolean {
  const read = parseVersion(version);
  return url === null && read.ok && specifierSetContains(specifiers, read.value);
}

/** Components in which something has to be built before itself. */
export function buildCycles({ packages, components: found, next }: BuildGraph): readonly (readonly number[])[] {
  return found.filter(
    (members) =>
      members.some((node) => node >= packages.length) &&
      (members.length > 1 || members.some((node) => next(node).includes(node))),
  );
}
