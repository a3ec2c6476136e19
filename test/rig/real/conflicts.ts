import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type OpenCheck, withOpenCheck } from "../../../src/app/check/open-check.ts";
import { explainAll } from "../../../src/core/explain/conflict/independent.ts";
import { editsOf, findFixes } from "../../../src/core/fixes/find-fixes.ts";
import type { ProposedFix } from "../../../src/core/fixes/fix.ts";
import { applyEdits, type Edit } from "../../../src/core/inputs/apply-edits.ts";
import { parseOptions } from "../../../src/core/options/parse.ts";
import type { Resolution } from "../../../src/core/resolve/problem.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { makeCheckPorts } from "../../../src/entry/check-ports.ts";
import { cliEnvironment } from "../../e2e/index/run-cli.ts";
import { type ConflictCase, caseFolder } from "./conflict-cases.ts";

/** Contents of `requirements.in` and, where there is one, `constraints.txt`. */
export type CaseFiles = ReadonlyMap<string, Uint8Array>;

/** Where a case is looked at: a folder for files and caches, and the index that is asked. */
export interface Place {
  readonly home: string;
  readonly indexUrl: string;
}

/** What is known of a case before anything is edited. */
export interface ConflictFound {
  readonly verdict: Resolution["kind"];
  /** The trees of its conflicts, line by line. */
  readonly lines: readonly string[];
  readonly fixes: readonly ProposedFix[];
  /** The index and the rules of the case, for who is asked next. */
  readonly check: OpenCheck;
}

/** As many as the command offers. */
const MOST_FIXES = 3;

/** Finds, explains and fixes the conflict in `files` as `check` does, with the command's own parts. */
export async function findConflict(
  given: ConflictCase,
  place: Place,
  work: (found: ConflictFound, files: CaseFiles) => Promise<void>,
): Promise<void> {
  const files = await readCase(given);
  await withFiles(given, files, place, async (check) => {
    const { problem, source, inputs } = check;
    const resolution = await resolve(problem, source);
    const conflicts = resolution.kind === "conflict" ? resolution.conflicts : [];
    const explained = await explainAll(problem, source, conflicts);
    const located = [...inputs.requirements, ...inputs.constraints];
    const fixes = await findFixes(problem, source, conflicts, {
      limit: given.offers === undefined ? 1 : MOST_FIXES,
      lines: located,
    });
    const lines = explained.flatMap(({ explanation }) => explanation.tree ?? []);
    await work({ verdict: resolution.kind, lines, fixes, check }, files);
  });
}

/** How the files of a case end in our own solver, read anew, and which projects they ask for. */
export async function verdictOf(given: ConflictCase, files: CaseFiles, place: Place) {
  return await withFiles(given, files, place, async (check) => ({
    verdict: (await resolve(check.problem, check.source)).kind,
    projects: projectsOf(check),
  }));
}

/** The projects that the user's own lines name, sorted. */
export function projectsOf({ problem }: OpenCheck): readonly string[] {
  return problem.requirements.map(({ requirement }) => requirement.name).sort();
}

/** The files after the edits; throws where they are refused. */
export function edited(files: CaseFiles, edits: readonly Edit[]): CaseFiles {
  const result = applyEdits(files, edits);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("; "));
  return result.value;
}

/** The files after all edits of a fix but one, for each of them; undoing the only one leaves what was solved before. */
export function withoutOneEdit(files: CaseFiles, fix: ProposedFix): readonly CaseFiles[] {
  const edits = editsOf(fix);
  if (edits.length < 2) return [];
  return edits.map((left) =>
    edited(
      files,
      edits.filter((edit) => edit !== left),
    ),
  );
}

/** As they lie in the folder of the case. */
export async function readCase(given: ConflictCase): Promise<CaseFiles> {
  const names = ["requirements.in", "constraints.txt"].filter((name) => existsSync(join(caseFolder(given), name)));
  const read = names.map(async (name) => [name, await readFile(join(caseFolder(given), name))] as const);
  return new Map(await Promise.all(read));
}

async function withFiles<T>(
  { target, python }: ConflictCase,
  files: CaseFiles,
  { home, indexUrl }: Place,
  work: (check: OpenCheck) => Promise<T>,
): Promise<T> {
  await mkdir(home, { recursive: true });
  const folder = await mkdtemp(join(home, "files-"));
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  const raw = {
    requirements: ["requirements.in"],
    constraints: files.has("constraints.txt") ? ["constraints.txt"] : [],
    target: [target],
    indexUrl,
    ...(python === null ? {} : { python }),
  };
  const options = parseOptions(raw, { door: "cli", currentDirectory: folder });
  if (!options.ok) throw new Error(options.problems.map(({ message }) => message).join("; "));
  const environment = cliEnvironment(home, { XDG_CACHE_HOME: join(home, "cache") });
  const ports = makeCheckPorts(environment, SILENT, new AbortController().signal);
  return await withOpenCheck(options.value.check, ports, work);
}

const SILENT = { stage: () => {}, info: () => {}, warning: () => {}, foreign: () => {}, debug: () => {} };
