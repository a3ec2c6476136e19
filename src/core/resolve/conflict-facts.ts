import type { ConflictFact, ConflictTree } from "./conflict-tree.ts";

/**
 * The facts that a conflict rests on, each once: the user's lines in their order, then what packages need, each behind
 * those that lead to it, and what cannot be had behind those who want it. They alone are enough for the conflict.
 */
export function conflictFacts(tree: ConflictTree): readonly ConflictFact[] {
  return orderFacts(leavesOf(tree));
}

/** The user's lines, and what they lead to. */
export function orderFacts(facts: readonly ConflictFact[]): readonly ConflictFact[] {
  const lines = facts.filter(({ kind }) => kind === "requested" || kind === "constraint").sort(compareLines);
  const rest = new Set(facts.filter((fact) => !lines.includes(fact)));
  const ordered: ConflictFact[] = [...lines];
  const reached = new Set<string>();
  for (let at = 0; at < ordered.length || rest.size > 0; at += 1) {
    // What nothing leads to (it should not be there) still is told.
    const fact = ordered[at] ?? [...rest][0];
    if (fact === undefined) break;
    if (at >= ordered.length) take(fact);
    const name = fact.kind === "depends" ? fact.on : fact.name;
    if (reached.has(name)) continue;
    reached.add(name);
    for (const next of [...rest].filter((one) => one.name === name).sort(compareKinds)) take(next);
  }
  return ordered;

  function take(fact: ConflictFact): void {
    rest.delete(fact);
    ordered.push(fact);
  }
}

/** The conclusions of a proof are shared: each is visited once. */
function leavesOf(tree: ConflictTree): readonly ConflictFact[] {
  const seen = new Set<ConflictTree>();
  const facts = new Map<string, ConflictFact>();
  const stack = [tree];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === "fact") facts.set(JSON.stringify(next.fact), next.fact);
    else stack.push(next.causes[1], next.causes[0]);
  }
  return [...facts.values()];
}

function compareLines(a: ConflictFact, b: ConflictFact): number {
  const [first, second] = [placeOf(a), placeOf(b)];
  if (first === null || second === null) return first === second ? 0 : first === null ? 1 : -1;
  if (first.file !== second.file) return first.file < second.file ? -1 : 1;
  return first.line - second.line || first.column - second.column;
}

function placeOf(fact: ConflictFact) {
  return fact.kind === "requested" || fact.kind === "constraint" ? fact.place : null;
}

/** What a package needs before what cannot be had of it. */
function compareKinds(a: ConflictFact, b: ConflictFact): number {
  return Number(a.kind === "no-versions") - Number(b.kind === "no-versions");
}
