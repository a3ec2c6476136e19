import { conflictFacts } from "../conflict-facts.ts";
import type { ConflictFact, ConflictTree } from "../conflict-tree.ts";
import type { Pin } from "../problem.ts";
import { readJointName } from "./joint-name.ts";
import type { Joint } from "./joint-problem.ts";
import type { JointSource } from "./joint-source.ts";

/** The pins of each target, by its id, out of those of the joint problem; in their order. */
export function pinsByTarget(pins: readonly Pin[], { members }: Joint): ReadonlyMap<string, readonly Pin[]> {
  const contents = new Map(pins.map((pin) => [pin.name, pin]));
  const byTarget = members.map((): Pin[] => []);
  for (const pin of pins) {
    const read = readJointName(pin.name);
    if (read.kind !== "choice") continue;
    const { name, target } = read;
    const content = contents.get(`${pin.name}!`);
    const needs = (content?.needs ?? []).map(readJointName).filter((need) => need.kind === "choice");
    const fixed = members[target]?.fixed.get(name);
    byTarget[target]?.push({
      ...{ name, version: pin.version, url: null, places: pin.places },
      ...(fixed === undefined ? {} : { version: fixed.version, url: fixed.url }),
      extras: content?.extras ?? [],
      needs: [...new Set(needs.map((need) => need.name))].filter((need) => need !== name).sort(),
      known: content?.known ?? false,
    });
  }
  return new Map(members.map(({ situation, number }) => [situation.target.id, byTarget[number] ?? []]));
}

/** The projects on which targets would have to agree for there to be a conflict; sorted. */
export function disputedIn(tree: ConflictTree): readonly string[] {
  const names = conflictFacts(tree).flatMap((fact) => {
    const on = fact.kind === "depends" ? readJointName(fact.on) : null;
    return on?.kind === "agreement" ? [on.name] : [];
  });
  return [...new Set(names)].sort();
}

/** A fact of one target, in the words of the real problem. */
export interface TargetFact {
  readonly target: string;
  readonly fact: ConflictFact;
}

/** What each target has to do with a conflict; that they have to agree is left out. */
export function factsByTarget(tree: ConflictTree, joint: Joint, source: JointSource): readonly TargetFact[] {
  return conflictFacts(tree).flatMap((fact): readonly TargetFact[] => {
    const read = readJointName(fact.name);
    if (!("target" in read)) return [];
    const situation = joint.members[read.target]?.situation;
    if (situation === undefined) return [];
    const { target } = situation;
    const { name } = read;
    if (fact.kind === "depends") {
      const on = readJointName(fact.on);
      if (read.kind !== "content" || on.kind === "agreement") return [];
      const versions = source.versionAt(name, fact.versions)?.normalized ?? fact.versions;
      return [{ target: target.id, fact: { ...fact, name, on: on.name, versions } }];
    }
    if (fact.kind !== "no-versions") return [{ target: target.id, fact: { ...fact, name } }];
    const range = read.kind === "content" ? (source.versionAt(name, fact.range)?.normalized ?? fact.range) : fact.range;
    const python = `does not support Python ${situation.environment.python_full_version}`;
    const detail =
      fact.reason === "requires-python"
        ? python
        : fact.detail.replaceAll(joint.members[0]?.situation.target.id ?? "", target.id);
    return [{ target: target.id, fact: { ...fact, name, range, detail } }];
  });
}
