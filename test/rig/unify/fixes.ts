import { editsOf, findFixes } from "../../../src/core/fixes/find-fixes.ts";
import type { ProposedFix } from "../../../src/core/fixes/fix.ts";
import { applyEdits, type Edit } from "../../../src/core/inputs/apply-edits.ts";
import type { LocatedRequirement } from "../../../src/core/inputs/requirement-set.ts";
import { parseRequirementsFile } from "../../../src/core/inputs/requirements-file.ts";
import type { RootRequirement } from "../../../src/core/resolve/problem.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { problemOf } from "../resolve/problem.ts";
import { makeRandom } from "../store/random.ts";
import { bruteOn } from "./agreement.ts";
import { type JointProblem, randomJointProblem } from "./random-joint.ts";

export interface TargetFixAgreement {
  readonly conflicts: number;
  readonly fixes: number;
  /** Of these: with a line that is split by marker. */
  readonly split: number;
  /** Conflicts without a fix: too many lines at once. */
  readonly unfixed: number;
  /** One sentence each; empty when all is well. */
  readonly failures: readonly string[];
}

/**
 * Fixes of random conflicts on two or three targets, written into the files: a search that tries everything has to find
 * versions on every target, and none on some target when any one edit is left out.
 */
export async function compareFixesOnTargets(count: number, seed: number): Promise<TargetFixAgreement> {
  const random = makeRandom(seed);
  const failures: string[] = [];
  const sums = { conflicts: 0, fixes: 0, split: 0, unfixed: 0 };
  for (let round = 0; round < count; round += 1) {
    const problem = randomJointProblem(random);
    const fixes = await fixesOf(problem);
    if (fixes === null) continue;
    sums.conflicts += 1;
    sums.fixes += fixes.length;
    sums.split += fixes.filter(({ edits }) => edits.some(isSplit)).length;
    sums.unfixed += fixes.length === 0 ? 1 : 0;
    const failure = fixes.map((fix) => whatIsWrong(problem, fix)).find((one) => one !== null);
    if (failure != null) failures.push(`round ${round} of seed ${seed}: ${failure}: ${JSON.stringify(problem)}`);
  }
  return { ...sums, failures };
}

/** Null: there is no conflict. */
async function fixesOf(problem: JointProblem): Promise<readonly ProposedFix[] | null> {
  const source = sourceFromUniverse(problem);
  const { tool, preferBinary, targets } = problem;
  const files = [...filesOf(problem)].map(([path, bytes]) => linesOf(path, bytes));
  const [requirements = [], constraints = []] = files.map(toRoots);
  const asked = { ...problemOf([], { policy: { tool, preferBinary }, targets }), requirements, constraints };
  const resolution = await resolve(asked, source);
  return resolution.kind === "conflict"
    ? await findFixes(asked, source, resolution.conflicts, { lines: files.flat() })
    : null;
}

function isSplit({ before, after }: ProposedFix["edits"][number]): boolean {
  return after.includes("\n") || (after.includes(";") && !before.includes(";"));
}

function whatIsWrong(asked: JointProblem, fix: ProposedFix): string | null {
  const edits = editsOf(fix);
  // A fix may take another Python: that is no edit of a file.
  const problem = { ...asked, targets: fix.solved.targets };
  const missing = unmet(problem, edits);
  if (missing !== undefined) return `${fix.title}: does not help on ${missing}`;
  const needless = edits.find(
    (edit) =>
      unmet(
        problem,
        edits.filter((other) => other !== edit),
      ) === undefined,
  );
  return needless === undefined ? null : `${fix.title}: needs no ${JSON.stringify(needless)}`;
}

/** A target on which the edited files have no solution. */
function unmet(problem: JointProblem, edits: readonly Edit[]): string | undefined {
  const edited = applyEdits(filesOf(problem), edits);
  if (!edited.ok) throw new Error(`${JSON.stringify(edits)} cannot be made: ${JSON.stringify(edited.problems)}`);
  const [requires = [], constraints = []] = [...edited.value].map(([path, bytes]) =>
    linesOf(path, bytes).map(({ text: line }) => line),
  );
  const force = (target: JointProblem["targets"][number]) => bruteOn({ ...problem, requires, constraints }, target);
  return problem.targets.find((target) => force(target).find() === null)?.id;
}

function filesOf({ requires, constraints }: JointProblem): ReadonlyMap<string, Uint8Array> {
  const text = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(""));
  return new Map([
    ["requirements.txt", text(requires)],
    ["constraints.txt", text(constraints)],
  ]);
}

function linesOf(path: string, bytes: Uint8Array): readonly LocatedRequirement[] {
  return parseRequirementsFile({ path, bytes, kind: path.startsWith("c") ? "constraints" : "requirements" })
    .requirements;
}

function toRoots(lines: readonly LocatedRequirement[]): readonly RootRequirement[] {
  return lines.flatMap(({ requirement, place }) => (requirement === null ? [] : [{ requirement, place }]));
}
