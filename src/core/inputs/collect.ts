import { WheelhouseError } from "../error.ts";
import type { Place } from "../report/model.ts";
import { normalizePath, resolveInclude } from "./include-path.ts";
import { redactUrls } from "./redact-url.ts";
import type {
  FileKind,
  LocatedProblem,
  LocatedRequirement,
  RequirementInclude,
  RequirementSet,
  RequirementsFile,
} from "./requirement-set.ts";
import { parseRequirementsFile } from "./requirements-file.ts";

/** A file that the user named with `-r` or `-c`. */
export interface RequirementsRoot {
  readonly path: string;
  readonly kind: FileKind;
}

/**
 * Reads files and everything that they include, depth first, as pip does. `read` is given normalised paths, relative
 * when the root is; it rejects with a WheelhouseError when there is nothing to read, which becomes a problem at the place
 * of the include (of the root: line 1). Any other rejection is passed on. A file is read once for each kind, however
 * often it is included; a file that includes itself is a problem, because pip refuses it.
 */
export async function collectRequirements(
  roots: readonly RequirementsRoot[],
  read: (path: string) => Promise<Uint8Array>,
): Promise<RequirementSet> {
  const walk: Walk = { read, files: new Map(), entries: [], problems: [] };
  for (const { path, kind } of roots) {
    const normalized = normalizePath(path);
    await visit(walk, { path: normalized, kind, trail: [] }, { file: normalized, line: 1, column: 1 });
  }
  const files = [...walk.files.values()].filter((file) => file !== null);
  const isConstraint = (entry: Entry) => entry.kind === "constraints";
  return {
    files,
    requirements: walk.entries.filter((entry) => !isConstraint(entry)).map(({ requirement }) => requirement),
    constraints: walk.entries.filter(isConstraint).map(({ requirement }) => requirement),
    problems: [...files.flatMap((file) => file.problems), ...walk.problems],
  };
}

interface Entry {
  readonly kind: FileKind;
  readonly requirement: LocatedRequirement;
}

interface Walk {
  readonly read: (path: string) => Promise<Uint8Array>;
  /** By kind and path, in the order of reading; null for a file that could not be read. */
  readonly files: Map<string, RequirementsFile | null>;
  readonly entries: Entry[];
  readonly problems: LocatedProblem[];
}

interface Visit {
  readonly path: string;
  readonly kind: FileKind;
  /** The files that lead here, outermost first. */
  readonly trail: readonly string[];
}

async function visit(walk: Walk, { path, kind, trail }: Visit, from: Place): Promise<void> {
  if (trail.includes(path)) {
    const chain = [...trail.slice(trail.indexOf(path)), path].join(" → ");
    walk.problems.push(problemAtPlace(from, "include-cycle", `the file includes itself: ${chain}`, null));
    return;
  }
  const key = `${kind} ${path}`;
  if (walk.files.has(key)) return;
  const file = await readFile(walk, path, kind, from);
  walk.files.set(key, file);
  for (const item of file === null ? [] : inOrder(file)) {
    if ("display" in item) walk.entries.push({ kind, requirement: item });
    else await follow(walk, item, [...trail, path], path);
  }
}

async function follow(walk: Walk, include: RequirementInclude, trail: readonly string[], from: string): Promise<void> {
  const target = resolveInclude(from, include.path);
  if (target.kind === "path") return visit(walk, { path: target.path, kind: include.kind, trail }, include.place);
  const message = `${redactUrls(target.url)} is included by URL`;
  const expected = "a file of this machine: download it first";
  walk.problems.push(problemAtPlace(include.place, "include-by-url", message, expected));
}

async function readFile(walk: Walk, path: string, kind: FileKind, from: Place): Promise<RequirementsFile | null> {
  try {
    return parseRequirementsFile({ path, kind, bytes: await walk.read(path) });
  } catch (error) {
    if (!(error instanceof WheelhouseError)) throw error;
    walk.problems.push(problemAtPlace(from, error.code, error.message, error.hint));
    return null;
  }
}

function inOrder(file: RequirementsFile): readonly (LocatedRequirement | RequirementInclude)[] {
  return [...file.requirements, ...file.includes].sort((a, b) => a.span.start - b.span.start);
}

function problemAtPlace(place: Place, code: string, message: string, expected: string | null): LocatedProblem {
  return { code, message, expected, ...place, offset: 0 };
}
