import { WheelhouseError } from "../../core/error.ts";
import { readArguments } from "../../core/inputs/arguments.ts";
import { collectInputs, type InputRoot, type InputSet } from "../../core/inputs/collect-inputs.ts";
import { discoverInputs } from "../../core/inputs/discover.ts";
import type { InputFile, InputRequirement } from "../../core/inputs/input.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import { normalizeName } from "../../core/pep/name.ts";
import { readAs, relativePath } from "../inputs/files.ts";
import type { CheckPorts } from "./ports.ts";

export interface CheckInputs extends InputSet {
  readonly bytesOf: (path: string) => Uint8Array;
  /** What was named or found: the others are included by these. */
  readonly roots: readonly InputRoot[];
  /** One sentence on what was found when nothing was named; null when something was. */
  readonly found: string | null;
}

/** Large enough for every lock file that a tool writes. */
export const FILE_LIMIT = 64 * 1024 * 1024;

/** Reads every file that was named, or those that are found. Rejects only when there is nothing to read at all. */
export async function readCheckInputs(options: CheckOptions, { files }: CheckPorts): Promise<CheckInputs> {
  const { workingDirectory } = options;
  const bytes = new Map<string, Uint8Array>();
  const named = options.requirements.length > 0 || options.packages.length > 0;
  const discovered = named ? null : discoverInputs(await files.list(workingDirectory));
  if (discovered !== null && discovered.paths.length === 0) {
    throw new WheelhouseError("unreadable-file", `Nothing to check was found: ${discovered.sentence}`, {
      hint: "Name a file with -r FILE (input: requirements), or a requirement.",
    });
  }
  const roots = [
    ...(discovered?.paths ?? options.requirements).map((path) => ({ path: relativePath(path, workingDirectory) })),
    ...options.constraints.map((path) => ({
      path: relativePath(path, workingDirectory),
      kind: "constraints" as const,
    })),
  ];
  const set = await collectInputs(roots, async (path) => {
    const content = await readAs(files, path, files.resolve(workingDirectory, path), FILE_LIMIT);
    bytes.set(path, content);
    return content;
  });
  return {
    ...withFile(set, options.packages.length > 0 ? readArguments(options.packages) : null),
    bytesOf: (path) => bytes.get(path) ?? new Uint8Array(),
    roots,
    found: discovered?.sentence ?? null,
  };
}

/** Every file that was read, as `applyEdits` takes them. */
export function inputBytes({ files, bytesOf }: CheckInputs): ReadonlyMap<string, Uint8Array> {
  return new Map(files.map(({ path }) => [path, bytesOf(path)]));
}

function withFile(set: InputSet, file: InputFile | null): InputSet {
  if (file === null) return set;
  return {
    ...set,
    files: [file, ...set.files],
    requirements: [...file.requirements, ...set.requirements],
    problems: [...file.problems, ...set.problems],
  };
}

/** The requirements that were asked for: those of no group, and of the extras and groups that were named. */
export function chosenRequirements(
  requirements: readonly InputRequirement[],
  { extras, groups }: CheckOptions,
): readonly InputRequirement[] {
  const isNamed = (names: readonly string[], name: string): boolean =>
    names.includes(":all:") || names.some((each) => normalizeName(each) === normalizeName(name));
  return requirements.filter(({ group }) => {
    if (group === null || group.kind === "stage") return true;
    return isNamed(group.kind === "extra" ? extras : groups, group.name);
  });
}
