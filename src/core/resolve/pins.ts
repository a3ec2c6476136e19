import { groupBy } from "../log/facts/group-by.ts";
import { fullSet, has, intersect } from "./bit-set.ts";
import { candidateOf, type PackageNode } from "./package-node.ts";
import type { Pin } from "./problem.ts";
import type { Search } from "./search.ts";
import type { Situation } from "./situation.ts";

/** What a finished search found. */
export interface Found {
  readonly pins: readonly Pin[];
  /** Packages of which the index could not say which versions there are: they are wanted, and no pin stands for them. */
  readonly unknown: readonly string[];
}

interface Chosen {
  readonly node: PackageNode;
  readonly state: number;
}

/** The packages that the user's lines lead to, dependencies before dependents where there is no cycle. */
export function readPins(search: Search, situation: Situation): Found {
  const order: PackageNode[] = [];
  const seen = new Set<string>();
  const pins = new Map<PackageNode, Pin>();
  const unknown: string[] = [];
  const lines = groupBy(situation.requirements, ({ requirement }): string => requirement.name);
  visit([...lines.keys()].sort());
  return { pins: order.flatMap((node) => pins.get(node) ?? []), unknown: unknown.sort() };

  /** Depth first with a stack of its own: chains of packages may be long. */
  function visit(names: readonly string[]): void {
    const stack: ({ readonly enter: string } | { readonly leave: PackageNode })[] = [];
    push(names);
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if ("leave" in next) order.push(next.leave);
      else push(enter(next.enter, stack));
    }

    function push(more: readonly string[]): void {
      for (const name of [...more].reverse()) if (!seen.has(name)) stack.push({ enter: name });
    }
  }

  function enter(
    name: string,
    stack: ({ readonly enter: string } | { readonly leave: PackageNode })[],
  ): readonly string[] {
    const chosen = chosenOf(name, search);
    if (seen.has(name) || chosen === null) return [];
    seen.add(name);
    if (candidateOf(chosen.node, chosen.state).isUnknown) {
      unknown.push(name);
      return [];
    }
    const places = (lines.get(name) ?? []).flatMap(({ place }) => place ?? []);
    const pin = { ...makePin(chosen, search, situation), places };
    pins.set(chosen.node, pin);
    stack.push({ leave: chosen.node });
    return pin.needs;
  }
}

function chosenOf(name: string, { table, propagation }: Search): Chosen | null {
  const node = table.find(name);
  const state = node === undefined ? null : propagation.solution.decided(node);
  return node === undefined || state === null ? null : { node, state };
}

function makePin({ node, state }: Chosen, search: Search, situation: Situation): Omit<Pin, "places"> {
  const { version, url } = candidateOf(node, state);
  const passedOver = passedOverFor(node, state, search, situation);
  const extras = [...search.table.extrasOf(node)].filter((extra) => search.propagation.solution.isWanted(extra));
  const reads = [null, ...extras].map((extra) => search.dependencies.read(node, state, extra?.extra ?? null));
  const needs = reads.flatMap((read) => (read.state === "known" ? read.requires.map((one) => one.name) : []));
  return {
    name: node.name,
    version,
    url,
    extras: extras.flatMap(({ extra }) => extra ?? []).sort(),
    needs: [...new Set<string>(needs)].filter((name) => name !== node.name).sort(),
    known: reads.every((read) => read.state === "known"),
    ...(passedOver.length > 0 && { passedOver }),
  };
}

/** Of those that were skipped, the ones that everybody would have taken before it. */
function passedOverFor(node: PackageNode, state: number, search: Search, { constraints }: Situation) {
  const { table, requirers, skipped, solution } = search.parts;
  const skips = (skipped.get(node) ?? []).filter((one) => one.state < state);
  if (skips.length === 0) return [];
  const wishes = [
    ...requirers.active(node.name, table, solution),
    ...constraints.filter(({ requirement }) => requirement.name === node.name),
  ];
  const accepted = wishes
    .map(({ requirement }) => table.accepted(node, requirement))
    .reduce(intersect, fullSet(node.size));
  return skips
    .filter((one) => has(accepted, one.state))
    .map((one) => ({ version: candidateOf(node, one.state).key, reason: one.reason }));
}
