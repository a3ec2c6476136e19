import type { Conflict, ConflictCause, Finding, Remedy } from "../../report/model.ts";
import type { ConflictFact, ConflictTree } from "../../resolve/conflict-tree.ts";
import { joinSome } from "../../wording.ts";
import { placeEvidence } from "../evidence.ts";
import type { AssessedPackage, CheckFacts, FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { placeText, uniquePlaces } from "../requirement-places.ts";

/** Requirements that cannot hold together, as our own solver derived it. */
export function checkResolverConflict({ check, target }: FindingFacts): CheckResult {
  if (check === undefined) return { findings: [] };
  const told = check.conflicts
    .map((tree) => leavesOf(tree))
    .filter((leaves) => !isTold(leaves, check))
    .map((leaves) => tellConflict(leaves, target));
  return { findings: told.map(({ finding }) => finding), conflicts: told.map(({ conflict }) => conflict) };
}

/** Facts in the order of the derivation, each once. */
function leavesOf(tree: ConflictTree): readonly ConflictFact[] {
  const found = new Map<string, ConflictFact>();
  const stack = [tree];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === "fact") found.set(JSON.stringify(node.fact), node.fact);
    else stack.push(...node.causes.toReversed());
  }
  return [...found.values()];
}

const HAS_ITS_OWN: ReadonlySet<AssessedPackage["verdict"]["outcome"]> = new Set(["NATIVE", "ABI3", "PURE", "STUB"]);

/** One line that no version fits is no conflict of several: the verdict of that package says it better. */
function isTold(leaves: readonly ConflictFact[], { assessed }: CheckFacts): boolean {
  const wants = leaves.filter(({ kind }) => kind !== "no-versions");
  const [none] = leaves.filter(({ kind }) => kind === "no-versions");
  if (wants.length > 1 || none === undefined) return false;
  const item = assessed.find(({ name }) => name === none.name);
  return item !== undefined && !HAS_ITS_OWN.has(item.verdict.outcome);
}

function tellConflict(
  leaves: readonly ConflictFact[],
  target: string | null,
): { readonly finding: Finding; readonly conflict: Conflict } {
  const causes = leaves.flatMap(toCause);
  const places = uniquePlaces(causes.flatMap(({ place }) => (place === null ? [] : [place])));
  const project = projectOf(leaves);
  const names = leaves.flatMap((leaf) => (leaf.kind === "depends" ? [leaf.on, leaf.name] : [leaf.name]));
  const packages = [...new Set([...(project === null ? [] : [project]), ...names])];
  return {
    conflict: { id: `${target ?? "check"}/${project ?? packages.join("+")}`, target, project, causes, complete: true },
    finding: {
      code: "conflict",
      severity: "error",
      target,
      title: `${project ?? joinSome(packages, 3)}: conflicting requirements`,
      message: `${joinWithBut(leaves.map(sentenceOf))}. No set of versions satisfies all of this.`,
      packages,
      places,
      evidence: [
        ...placeEvidence(places),
        ...names.map((name) => ({ kind: "index" as const, project: name, file: null })),
      ],
      remedies: leaves.flatMap(remedyFor),
    },
  };
}

/** `a, b, but c`, as pip's conflicts read. */
function joinWithBut(sentences: readonly string[]): string {
  const [last = ""] = sentences.slice(-1);
  return sentences.length < 2 ? last : `${sentences.slice(0, -1).join(", ")}, but ${last}`;
}

function toCause(fact: ConflictFact): ConflictCause[] {
  if (fact.kind === "no-versions") return [];
  if (fact.kind !== "depends")
    return [{ kind: fact.kind, requirer: null, requirement: fact.requirement, place: fact.place }];
  return [
    { kind: "depends", requirer: `${fact.name} ${fact.versions}`.trim(), requirement: fact.requirement, place: null },
  ];
}

/** The project that two or more of the facts limit; null when that is not one. */
function projectOf(leaves: readonly ConflictFact[]): string | null {
  const wanted = leaves.flatMap((leaf) => (leaf.kind === "depends" ? [leaf.on] : [leaf.name]));
  const shared = [...new Set(wanted.filter((name, index) => wanted.indexOf(name) !== index))];
  const [only = null] = shared;
  return shared.length === 1 ? only : null;
}

function sentenceOf(fact: ConflictFact): string {
  switch (fact.kind) {
    case "requested":
      return `${fact.place === null ? "one of your requirements" : placeText(fact.place)} asks for ${fact.requirement}`;
    case "constraint":
      return `${fact.place === null ? "one of your constraints" : placeText(fact.place)} allows only ${fact.requirement}`;
    case "depends":
      return `${fact.name} ${fact.versions} needs ${fact.requirement}`.replace("  ", " ");
    case "no-versions":
      return `no version of ${fact.name} ${fact.range} can be taken (${fact.detail.replace(/\.$/, "")})`.replace(
        "  ",
        " ",
      );
  }
}

/** One thing to try for each line of the user's. None of them has been tried. */
function remedyFor(fact: ConflictFact): Remedy[] {
  if (fact.kind !== "requested" && fact.kind !== "constraint") return [];
  const line = fact.kind === "constraint" ? "constraint" : "requirement";
  const where = fact.place === null ? "" : ` in ${placeText(fact.place)}`;
  return [{ text: `Widen or change the ${line} ${fact.requirement}${where}.`, commands: [] }];
}
