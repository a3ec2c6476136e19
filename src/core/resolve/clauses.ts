import type { Requirement } from "../pep/requirement.ts";
import type { BitSet } from "./bit-set.ts";
import { add, difference, emptySet, setOf } from "./bit-set.ts";
import type { Candidate, Unavailable } from "./candidate.ts";
import type { Cause, Incompatibility, Term } from "./incompatibility.ts";
import { makeIncompatibility } from "./incompatibility.ts";
import type { PackageNode } from "./package-node.ts";
import { ASKED_FOR, NOT_INSTALLED } from "./package-node.ts";
import type { PackageTable } from "./package-table.ts";
import type { Situation } from "./situation.ts";

/** What metadata, lines and indexes say, as incompatibilities. */

/** Whoever the terms speak of wants this: the package in an accepted version, and its extras. */
export function requirementClauses(
  terms: readonly Term[],
  requirement: Requirement,
  cause: Cause,
  table: PackageTable,
): readonly Incompatibility[] {
  const node = nodeIn(table, requirement.name);
  const refused = table.refused(node, requirement);
  const extras = requirement.extras.map((extra) => table.findExtra(node, extra) ?? table.addExtra(node, extra));
  const wants = [{ node, states: refused }, ...extras.map((extra) => ({ node: extra, states: NOT_ASKED_FOR }))];
  return wants.flatMap((term) => makeIncompatibility([...terms, term], cause) ?? []);
}

/** A package that is there must be in an accepted version; nothing is pulled in. */
export function constraintClause(requirement: Requirement, cause: Cause, table: PackageTable): Incompatibility | null {
  const node = nodeIn(table, requirement.name);
  const refused = table.refused(node, requirement);
  return makeIncompatibility([{ node, states: difference(refused, setOf(node.size, [NOT_INSTALLED])) }], cause);
}

/** One for each reason, so that a conflict names only those that matter. */
export function unavailableClauses(node: PackageNode): readonly Incompatibility[] {
  const known = UNAVAILABLE.get(node.candidates) ?? groupUnavailable(node);
  UNAVAILABLE.set(node.candidates, known);
  return known.flatMap(({ reason, states }) => unavailableClause(node, states, reason));
}

interface UnavailableStates {
  readonly reason: Unavailable;
  readonly states: BitSet;
}

const UNAVAILABLE = new WeakMap<readonly Candidate[], readonly UnavailableStates[]>();

function groupUnavailable(node: PackageNode): readonly UnavailableStates[] {
  const byReason = new Map<string, UnavailableStates>();
  node.candidates.forEach(({ unavailable }, index) => {
    if (unavailable === null) return;
    const key = `${unavailable.reason} ${unavailable.detail}`;
    const entry = byReason.get(key) ?? { reason: unavailable, states: emptySet(node.size) };
    byReason.set(key, entry);
    add(entry.states, index + 1);
  });
  return [...byReason.values()];
}

export function unavailableClause(
  node: PackageNode,
  states: BitSet,
  reason: Unavailable,
  others: readonly Term[] = [],
): readonly Incompatibility[] {
  const clause = makeIncompatibility([{ node, states }, ...others], { kind: "unavailable", node, reason });
  return clause === null ? [] : [clause];
}

/** The lines of constraints files on a package. */
export function constraintsOn(
  node: PackageNode,
  situation: Situation,
  table: PackageTable,
): readonly Incompatibility[] {
  return situation.constraints
    .filter(({ requirement }) => requirement.name === node.name)
    .flatMap((root) => constraintClause(root.requirement, { kind: "constraint", root, on: node }, table) ?? []);
}

export function isVersion(node: PackageNode, state: number): Term {
  const terms = VERSIONS.get(node) ?? new Map<number, Term>();
  const term = terms.get(state) ?? { node, states: setOf(node.size, [state]) };
  VERSIONS.set(node, terms.set(state, term));
  return term;
}

/** One version needs many things, each of which is an incompatibility with this term. */
const VERSIONS = new WeakMap<PackageNode, Map<number, Term>>();

export function isAskedFor(extra: PackageNode): Term {
  return isVersion(extra, ASKED_FOR);
}

function nodeIn(table: PackageTable, name: string): PackageNode {
  const node = table.find(name);
  if (node === undefined) throw new Error(`${name} is not in the table`);
  return node;
}

const NOT_ASKED_FOR = setOf(2, [NOT_INSTALLED]);
