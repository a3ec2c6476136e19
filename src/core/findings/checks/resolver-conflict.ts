import type { ExplainedConflict } from "../../explain/conflict/independent.ts";
import type { Conflict, Finding, Remedy } from "../../report/model.ts";
import { conflictFacts } from "../../resolve/conflict-facts.ts";
import { factText } from "../../resolve/conflict-text.ts";
import type { ConflictFact } from "../../resolve/conflict-tree.ts";
import { SDIST_NOT_ALLOWED } from "../../resolve/judge.ts";
import { mergeFacts } from "../../resolve/merge-facts.ts";
import { toReportConflict } from "../../resolve/report-conflict.ts";
import { joinSome } from "../../wording.ts";
import { advise, buildRemedy } from "../assessed/remedies.ts";
import { placeEvidence } from "../evidence.ts";
import type { AssessedPackage, CheckFacts, FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { placeText, uniquePlaces } from "../requirement-places.ts";

/** Requirements that cannot hold together, as our own solver derived it. */
export function checkResolverConflict({ check, target }: FindingFacts): CheckResult {
  if (check === undefined) return { findings: [] };
  const told = check.conflicts
    .map((explained) => ({ explained, leaves: mergeFacts(conflictFacts(explained.tree)) }))
    .filter(({ leaves }) => !isTold(leaves, check))
    .map(({ explained, leaves }) => tellConflict(explained, leaves, target));
  return { findings: told.map(({ finding }) => finding), conflicts: numbered(told.map(({ conflict }) => conflict)) };
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

/** Independent conflicts about the same project are told apart by a number. */
function numbered(conflicts: readonly Conflict[]): readonly Conflict[] {
  return conflicts.map((conflict, index) => {
    const before = conflicts.slice(0, index).filter(({ id }) => id === conflict.id).length;
    return before === 0 ? conflict : { ...conflict, id: `${conflict.id}-${before + 1}` };
  });
}

/** A sentence of more facts than this is not read; the explanation has them all. */
const MOST_FACTS = 12;

function tellConflict(
  { tree, explanation, existing }: ExplainedConflict,
  leaves: readonly ConflictFact[],
  target: string | null,
): { readonly finding: Finding; readonly conflict: Conflict } {
  const conflict = toReportConflict(tree, target, explanation, existing);
  const { project } = conflict;
  const places = uniquePlaces(conflict.causes.flatMap(({ place }) => (place === null ? [] : [place])));
  const names = leaves.flatMap((leaf) => (leaf.kind === "depends" ? [leaf.on, leaf.name] : [leaf.name]));
  const packages = [...new Set([...(project === null ? [] : [project]), ...names])];
  return {
    conflict,
    finding: {
      code: "conflict",
      severity: "error",
      target,
      title: `${project ?? joinSome(packages, 3)}: conflicting requirements`,
      message: `${joinWithBut(sentencesOf(pointLast(leaves)))}. No set of versions satisfies all of this.`,
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

/** That a version of a project is yanked or does not fit is beside the point where others of it are at odds. */
function pointLast(leaves: readonly ConflictFact[]): readonly ConflictFact[] {
  const needing = new Set(leaves.flatMap((leaf) => (leaf.kind === "depends" ? [leaf.name] : [])));
  const asides = leaves.filter(({ kind, name }) => kind === "no-versions" && needing.has(name));
  const points = leaves.filter((leaf) => !asides.includes(leaf));
  return [...points.slice(0, -1), ...asides, ...points.slice(-1)];
}

function sentencesOf(leaves: readonly ConflictFact[]): readonly string[] {
  const more = leaves.length - MOST_FACTS;
  const told = leaves.slice(0, MOST_FACTS).map(factText);
  return more > 0 ? [...told, `${more === 1 ? "1 more fact stands" : `${more} more facts stand`} against it`] : told;
}

/** `a, b, but c`, as pip's conflicts read. */
function joinWithBut(sentences: readonly string[]): string {
  const [last = ""] = sentences.slice(-1);
  return sentences.length < 2 ? last : `${sentences.slice(0, -1).join(", ")}, but ${last}`;
}

/** One thing to try for each line of the user's, two for each missing wheel. None of them has been tried. */
function remedyFor(fact: ConflictFact): Remedy[] {
  if (fact.kind === "no-versions" && fact.detail.startsWith("no wheel for ")) {
    const { name, range, detail } = fact;
    const other = `Take another version of ${name} than ${range}, one with a wheel for this target.`;
    return [advise(other), buildRemedy(name, detail.endsWith(SDIST_NOT_ALLOWED))];
  }
  if (fact.kind !== "requested" && fact.kind !== "constraint") return [];
  const line = fact.kind === "constraint" ? "constraint" : "requirement";
  const where = fact.place === null ? "" : ` in ${placeText(fact.place)}`;
  return [{ text: `Widen or change the ${line} ${fact.requirement}${where}.`, commands: [] }];
}
