import type { FileKind, LocatedRequirement, RequirementSet, RequirementsFile } from "./requirement-set.ts";
import { parseRequirementsFile } from "./requirements-file.ts";
import { type Include, walkIncludes } from "./walk-includes.ts";

/** A file that the user named with `-r` or `-c`. */
export interface RequirementsRoot {
  readonly path: string;
  readonly kind: FileKind;
}

/**
 * Reads requirements files and everything that they include, as `walkIncludes` does. `read` rejects with a
 * WheelhouseError when there is nothing to read, which becomes a problem.
 */
export async function collectRequirements(
  roots: readonly RequirementsRoot[],
  read: (path: string) => Promise<Uint8Array>,
): Promise<RequirementSet> {
  const { files, items, problems } = await walkIncludes<RequirementsFile, FileKind, Entry>(roots, {
    read,
    parse: parseRequirementsFile,
    itemsOf,
  });
  const ofKind = (wanted: FileKind): readonly LocatedRequirement[] =>
    items.flatMap(({ kind, requirement }) => (kind === wanted ? [requirement] : []));
  return {
    files,
    requirements: ofKind("requirements"),
    constraints: ofKind("constraints"),
    problems: [...files.flatMap((file) => file.problems), ...problems],
  };
}

interface Entry {
  readonly kind: FileKind;
  readonly requirement: LocatedRequirement;
}

function itemsOf(
  file: RequirementsFile,
  kind: FileKind,
): readonly ({ readonly include: Include } | { readonly item: Entry })[] {
  const inOrder = [...file.requirements, ...file.includes].sort((a, b) => a.span.start - b.span.start);
  return inOrder.map((entry) => ("display" in entry ? { item: { kind, requirement: entry } } : { include: entry }));
}
