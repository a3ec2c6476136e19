import type { InputFile, InputIndex, InputKind, InputNote, InputRequirement, LockedPackage } from "./input.ts";
import { readInputFile } from "./read-input.ts";
import type { LocatedProblem, LocatedRequirement } from "./requirement-set.ts";
import { type Include, walkIncludes } from "./walk-includes.ts";

/** A file that was named or found. Without a kind its name tells it. */
export interface InputRoot {
  readonly path: string;
  readonly kind?: InputKind;
}

/** All files that belong together, each once, and what they say, in the order in which it is read. */
export interface InputSet {
  readonly files: readonly InputFile[];
  readonly requirements: readonly InputRequirement[];
  readonly constraints: readonly LocatedRequirement[];
  readonly locked: readonly LockedPackage[];
  readonly indexes: readonly InputIndex[];
  readonly notes: readonly InputNote[];
  readonly problems: readonly LocatedProblem[];
}

/**
 * Reads files of any kind, and the requirements and constraints files that they include, as `walkIncludes` does. `read`
 * is given normalised paths, relative when the root is; it rejects with a WheelhouseError when there is nothing to read,
 * which becomes a problem.
 */
export async function collectInputs(
  roots: readonly InputRoot[],
  read: (path: string) => Promise<Uint8Array>,
): Promise<InputSet> {
  const walked = await walkIncludes<InputFile, InputKind | undefined, Entry>(
    roots.map(({ path, kind }) => ({ path, kind })),
    { read, parse: readInputFile, itemsOf },
  );
  const { files, items } = walked;
  return {
    files,
    requirements: items.flatMap((item) => (item.to === "requirements" ? [item.requirement] : [])),
    constraints: items.flatMap((item) => (item.to === "constraints" ? [item.requirement] : [])),
    locked: files.flatMap((file) => file.locked),
    indexes: files.flatMap((file) => file.indexes),
    notes: files.flatMap((file) => file.notes),
    problems: [...files.flatMap((file) => file.problems), ...walked.problems],
  };
}

type Entry =
  | { readonly to: "requirements"; readonly requirement: InputRequirement }
  | { readonly to: "constraints"; readonly requirement: LocatedRequirement };

type Located = { readonly include: Include } | { readonly item: Entry };

function itemsOf(file: InputFile): readonly Located[] {
  const items: readonly Located[] = [
    ...file.requirements.map((requirement) => ({ item: { to: "requirements" as const, requirement } })),
    ...file.constraints.map((requirement) => ({ item: { to: "constraints" as const, requirement } })),
    ...file.includes.map((include) => ({ include: withBase(include, file) })),
  ];
  return items.toSorted((a, b) => order(a, b));
}

/** A Dockerfile's files are those of the build context: nearly always the current folder, else the Dockerfile's own. */
function withBase(include: InputFile["includes"][number], file: InputFile): Include {
  return file.kind === "dockerfile" ? { ...include, seenFrom: ["", file.path] } : include;
}

function order(a: Located, b: Located): number {
  const [first, second] = [placeOf(a), placeOf(b)];
  return first.line - second.line || first.column - second.column;
}

function placeOf(located: Located) {
  return "include" in located ? located.include.place : located.item.requirement.place;
}
