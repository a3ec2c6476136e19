import { explainAll } from "../../../src/core/explain/conflict/independent.ts";
import { editsOf, findFixes } from "../../../src/core/fixes/find-fixes.ts";
import type { ProposedFix } from "../../../src/core/fixes/fix.ts";
import { applyEdits, type Edit } from "../../../src/core/inputs/apply-edits.ts";
import type { RequirementsFile } from "../../../src/core/inputs/requirement-set.ts";
import { parseRequirementsFile } from "../../../src/core/inputs/requirements-file.ts";
import type { FixOption } from "../../../src/core/report/model.ts";
import type { ResolveProblem, RootRequirement } from "../../../src/core/resolve/problem.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import type { UniverseVersion } from "../../../src/core/resolve/universe.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { markerEnvironment } from "../../../src/core/target/marker-environment.ts";
import { withPython } from "../../../src/core/target/with-python.ts";
import { BruteForce, type BruteProblem } from "../resolve/brute-force.ts";
import { problemOf, targetOf } from "../resolve/problem.ts";
import { type RandomProblem, randomProblem } from "../resolve/random-universe.ts";
import { isOfSecond, twoIndexes } from "../resolve/two-indexes.ts";
import { makeRandom, type Random } from "../store/random.ts";

const TARGET = targetOf({ platform: "linux/arm64", python: "3.12" });

/** A problem and the files that say it. */
interface FixProblem extends RandomProblem {
  readonly onlyBinary: boolean;
}

export interface FixAgreement {
  readonly conflicts: number;
  readonly fixes: number;
  /** Of these: with more than one edit. */
  readonly several: number;
  /** Problems with conflicts that have no line in common. */
  readonly independent: number;
  /** How many changes of each kind the fixes make. */
  readonly kinds: Readonly<Record<string, number>>;
  /** One sentence each; empty when all is well. */
  readonly failures: readonly string[];
}

/**
 * Finds fixes of random conflicts and edits the files with them: a search that tries everything has to find versions for
 * the edited files, and none any more when any one edit is left out.
 */
export async function compareFixes(count: number, seed: number): Promise<FixAgreement> {
  const random = makeRandom(seed);
  const failures: string[] = [];
  const kinds: Record<string, number> = {};
  const sums = { conflicts: 0, independent: 0, fixes: 0, several: 0 };
  for (let round = 0; round < count; round += 1) {
    const drawn = round % 2 === 0 ? randomProblem(random) : twoIndexes(random);
    const problem = random.below(3) === 0 ? withSources(drawn, random) : { ...drawn, onlyBinary: false };
    const found = await fixesOf(problem);
    if (found === null) continue;
    sums.conflicts += 1;
    sums.independent += (await isSeveral(problem)) ? 1 : 0;
    sums.fixes += found.length;
    for (const kind of found.flatMap(kindsOf)) kinds[kind] = (kinds[kind] ?? 0) + 1;
    sums.several += found.filter(({ edits }) => edits.length > 1).length;
    const failure = whatIsWrong(problem, found) ?? (round % AGAIN === 0 ? await whatDiffers(problem, found) : null);
    if (failure !== null) failures.push(`round ${round} of seed ${seed}: ${failure}: ${JSON.stringify(problem)}`);
  }
  return { ...sums, kinds, failures };
}

function kindsOf({ edits, options }: ProposedFix): readonly string[] {
  return [...edits.map(({ kind }) => kind), ...options.map(({ option }) => option)];
}

/** Only wheels may be taken, and of some versions only the source would do. */
function withSources(problem: RandomProblem, random: Random): FixProblem {
  const offered = (offer: UniverseVersion): UniverseVersion =>
    random.below(3) > 0 ? offer : { ...offer, sdist: true, wheelTags: ["cp312-cp312-manylinux_2_17_x86_64"] };
  const packages = Object.entries(problem.packages).map(([name, versions]) => {
    const offers = Object.entries(versions).map(([version, offer]) => [version, offered(offer)]);
    return [name, Object.fromEntries(offers)];
  });
  return { ...problem, packages: Object.fromEntries(packages), onlyBinary: true };
}

/** Null: there is no conflict. */
async function fixesOf(problem: FixProblem): Promise<readonly ProposedFix[] | null> {
  const source = sourceFromUniverse(problem);
  const files = parse(filesOf(problem));
  const resolution = await resolve(toProblem(problem, files), source);
  if (resolution.kind !== "conflict") return null;
  const lines = files.flatMap(({ requirements }) => requirements);
  return findFixes(toProblem(problem, files), source, resolution.conflicts, { lines });
}

async function isSeveral(problem: FixProblem): Promise<boolean> {
  const source = sourceFromUniverse(problem);
  const asked = toProblem(problem, parse(filesOf(problem)));
  const resolution = await resolve(asked, source);
  if (resolution.kind !== "conflict") return false;
  return (await explainAll(asked, source, resolution.conflicts)).length > 1;
}

/** Of so many problems one is searched twice. */
const AGAIN = 5;

async function whatDiffers(problem: FixProblem, fixes: readonly ProposedFix[]): Promise<string | null> {
  const again = await fixesOf(problem);
  return JSON.stringify(again) === JSON.stringify(fixes) ? null : "another run finds other fixes";
}

function whatIsWrong(problem: FixProblem, fixes: readonly ProposedFix[]): string | null {
  if (fixes.length === 0) return "no fix";
  for (const fix of fixes) {
    const changes = [...editsOf(fix), ...fix.options];
    if (!holds(problem, changes)) return `${fix.title}: does not help`;
    const without = (change: Change) => changes.filter((other) => other !== change);
    const needless = changes.find(
      (change) => changes.length > 1 && holds(problem, without(change)) && linesBegin(problem, without(change)),
    );
    if (needless !== undefined) return `${fix.title}: needs no ${JSON.stringify(needless)}`;
  }
  return null;
}

type Change = Edit | FixOption;

function holds(problem: FixProblem, changes: readonly Change[]): boolean {
  // Two indexes know nothing of each other: what holds in each holds in both.
  const { asked, environment } = changedProblem(problem, changes);
  return [false, true].every((second) => {
    const ofThis = (text: string) => isOfSecond(text) === second;
    const own = { requires: asked.requires.filter(ofThis), constraints: asked.constraints.filter(ofThis) };
    return new BruteForce({ ...asked, ...own }, environment).find() !== null;
  });
}

/** pip begins with the lines: a project of which they alone let nothing be taken ends it, whoever might ask for it later. */
function linesBegin(problem: FixProblem, changes: readonly Change[]): boolean {
  const { asked, environment } = changedProblem(problem, changes);
  const nameOf = (text: string) => /^\w+/.exec(text)?.[0] ?? "";
  return [...new Set(asked.requires.map(nameOf))].every((name) => {
    const offers = Object.entries(asked.packages[name] ?? {}).map(([version, offer]) => [
      version,
      { ...offer, requires: [] },
    ]);
    const ofIt = (text: string) => nameOf(text) === name;
    const alone = { requires: asked.requires.filter(ofIt), constraints: asked.constraints.filter(ofIt) };
    const packages = { [name]: Object.fromEntries(offers) };
    return new BruteForce({ ...asked, ...alone, packages }, environment).find() !== null;
  });
}

function changedProblem(problem: FixProblem, changes: readonly Change[]) {
  const edits = changes.filter((change) => "place" in change);
  const python = changes.find((change) => "option" in change)?.after;
  const edited = applyEdits(filesOf(problem), edits);
  if (!edited.ok) throw new Error(`${JSON.stringify(edits)} cannot be made: ${JSON.stringify(edited.problems)}`);
  const [requirements, constraints] = parse(edited.value);
  const built = requirements?.options.filter(({ name }) => name === "--no-binary").map(({ value }) => value) ?? [];
  const asked: BruteProblem = {
    packages: problem.onlyBinary ? onlyBinary(problem.packages, built) : problem.packages,
    requires: textsOf(requirements),
    constraints: textsOf(constraints),
    tool: problem.tool,
  };
  const target = python === undefined ? TARGET : withPython(TARGET, python);
  if (target === null) throw new Error(`there is no Python ${python}`);
  return { asked, environment: markerEnvironment(target) };
}

function textsOf(file: RequirementsFile | undefined): readonly string[] {
  return file?.requirements.map(({ text }) => text) ?? [];
}

function filesOf({ requires, constraints, onlyBinary }: FixProblem): ReadonlyMap<string, Uint8Array> {
  const text = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(""));
  return new Map([
    ["requirements.txt", text([...(onlyBinary ? ["--only-binary :all:"] : []), ...requires])],
    ["constraints.txt", text(constraints)],
  ]);
}

function parse(files: ReadonlyMap<string, Uint8Array>): readonly RequirementsFile[] {
  return [...files].map(([path, bytes]) =>
    parseRequirementsFile({ path, bytes, kind: path.startsWith("c") ? "constraints" : "requirements" }),
  );
}

function toProblem({ tool, preferBinary, onlyBinary }: FixProblem, files: readonly RequirementsFile[]): ResolveProblem {
  const [requirements = [], constraints = []] = files.map((file): readonly RootRequirement[] =>
    file.requirements.flatMap(({ requirement, place }) => (requirement === null ? [] : [{ requirement, place }])),
  );
  const policy = { tool, preferBinary, sourceIsAllowed: () => !onlyBinary };
  return { ...problemOf([], { policy, targets: [TARGET] }), requirements, constraints };
}

/** Files that `--only-binary :all:` leaves, with `--no-binary` for some. */
function onlyBinary(packages: RandomProblem["packages"], built: readonly (string | null)[]): RandomProblem["packages"] {
  const left = (name: string, offer: UniverseVersion): UniverseVersion =>
    built.includes(name) ? { ...offer, wheelTags: [] } : { ...offer, sdist: false };
  return Object.fromEntries(
    Object.entries(packages).map(([name, versions]) => {
      const offers = Object.entries(versions).map(([version, offer]) => [version, left(name, offer)]);
      return [name, Object.fromEntries(offers)];
    }),
  );
}
