import { asWritten, type Requirement } from "../pep/requirement.ts";
import { difference, has, isEmpty, membersOf } from "./bit-set.ts";
import type { ConflictFact, ConflictTree } from "./conflict-tree.ts";
import type { Cause, Incompatibility, Term } from "./incompatibility.ts";
import { complementOf, statesOf } from "./incompatibility.ts";
import { candidateOf, NOT_INSTALLED, type PackageNode } from "./package-node.ts";
import type { PackageTable } from "./package-table.ts";
import { offerText, statesText } from "./state-text.ts";

type Derived = Extract<Cause, { kind: "derived" }>;

/**
 * The proof of a conflict, from incompatibilities to facts. A conclusion that is used more than once becomes one object
 * that stands in the tree more than once: walk it with a set of what was seen.
 */
export function toConflictTree(root: Incompatibility, table: PackageTable): ConflictTree {
  const done = new Map<Incompatibility, ConflictTree>();
  const stack = [root];
  for (let next = stack.at(-1); next !== undefined; next = stack.at(-1)) {
    const { cause } = next;
    const open = cause.kind === "derived" ? cause.causes.filter((one) => isDerived(one) && !done.has(one)) : [];
    if (open.length > 0) {
      stack.push(...open);
      continue;
    }
    stack.pop();
    if (!done.has(next)) done.set(next, cause.kind === "derived" ? joined(next, cause) : leaf(next, null));
  }
  return done.get(root) ?? leaf(root, null);

  function joined(conclusion: Incompatibility, { causes, on }: Derived): ConflictTree {
    const [first, second] = causes;
    const sides = [side(first, second, on), side(second, first, on)] as const;
    return { kind: "derived", text: conclusionText(conclusion.terms), causes: sides };
  }

  function side(one: Incompatibility, other: Incompatibility, on: PackageNode): ConflictTree {
    return done.get(one) ?? leaf(one, { on, other });
  }

  /** `beside`: the incompatibility that it is joined with. What the fact says beyond what matters there is left out. */
  function leaf(fact: Incompatibility, beside: { on: PackageNode; other: Incompatibility } | null): ConflictTree {
    const { cause } = fact;
    if (cause.kind === "derived") throw new Error("a conclusion is no fact");
    if (cause.kind === "unavailable") {
      const all = statesOf(fact, cause.node);
      const states = beside?.on === cause.node ? difference(all, statesOf(beside.other, cause.node)) : all;
      return {
        kind: "fact",
        fact: { kind: "no-versions", name: cause.node.name, range: statesText(cause.node, states), ...cause.reason },
      };
    }
    const told: ConflictTree = { kind: "fact", fact: toFact(cause) };
    const requirement = cause.kind === "depends" ? cause.requirement : cause.root.requirement;
    const isMet = !isEmpty(table.accepted(cause.on, requirement));
    if (isMet) return told;
    const nothing: ConflictTree = { kind: "fact", fact: noneInRange(cause.on, requirement) };
    return { kind: "derived", text: conclusionText(fact.terms), causes: [told, nothing] };
  }
}

function isDerived({ cause }: Incompatibility): boolean {
  return cause.kind === "derived";
}

function toFact(cause: Exclude<Cause, { kind: "derived" | "unavailable" }>): ConflictFact {
  if (cause.kind !== "depends") {
    const { requirement, place } = cause.root;
    return { kind: cause.kind, requirement: asWritten(requirement), name: requirement.name, place };
  }
  const { node, state, requirement } = cause;
  const { version, key } = candidateOf(node, state);
  return {
    kind: "depends",
    name: node.name,
    versions: version?.normalized ?? key,
    requirement: requirement.canonical,
    on: requirement.name,
  };
}

function noneInRange(node: PackageNode, { specifiers, url }: Requirement): ConflictFact {
  const offer = offerText(node);
  const range = url ?? specifiers.canonical;
  if (offer === "") return { kind: "no-versions", name: node.name, range, reason: "absent", detail: "" };
  return { kind: "no-versions", name: node.name, range, reason: "none-in-range", detail: `the index has ${offer}` };
}

/** What an incompatibility says, in words: `torchvision 0.20.0 needs torch 2.5.0`. */
function conclusionText(terms: readonly Term[]): string {
  if (terms.length === 0) return "the requirements cannot hold together";
  const present = terms.filter(({ states }) => !has(states, NOT_INSTALLED));
  const absent = terms.filter(({ states }) => has(states, NOT_INSTALLED));
  const who = present.map(termText).join(" together with ");
  const needs = absent.map(({ node, states }) => termText({ node, states: complementOf(node, states) })).join(" or ");
  if (present.length === 0) return `${needs} is needed`;
  if (absent.length === 0) return `${who} cannot be installed`;
  return `${who} needs ${needs}`;
}

function termText({ node, states }: Term): string {
  if (node.extra !== null) return `${node.name}[${node.extra}]`;
  const versions = membersOf(states).filter((state) => state !== NOT_INSTALLED);
  if (versions.length === node.candidates.length) return node.name;
  return versions.length === 0 ? `no version of ${node.name}` : `${node.name} ${statesText(node, states)}`;
}
