import { WheelhouseError } from "../../core/error.ts";
import { collectRequirements, type RequirementsRoot } from "../../core/inputs/collect.ts";
import { resolveInclude } from "../../core/inputs/include-path.ts";
import type {
  FileKind,
  RequirementInclude,
  RequirementSet,
  RequirementsFile,
} from "../../core/inputs/requirement-set.ts";
import type { BuildOptions } from "../../core/options/options.ts";
import { readAs, relativePath } from "../inputs/files.ts";
import { outputErrors } from "../inputs/output.ts";
import { refuseInputs, toInputError } from "../inputs/problems.ts";
import { requirePlatforms } from "./platforms.ts";
import type { BuildPorts } from "./ports.ts";

export interface ReadInputs {
  readonly workingDirectory: string;
  /** Absolute. */
  readonly output: string;
  readonly roots: readonly RequirementsRoot[];
  readonly set: RequirementSet;
  bytesOf(file: RequirementsFile): Uint8Array;
  keyOf(path: string, kind: FileKind): string;
  /** The path, as in `set.files`, that an include leads to. */
  includedPath(file: RequirementsFile, include: RequirementInclude): string;
  /** Absolute path of a `--find-links` folder or file that a requirements file names: beside it, else where pip would look. */
  besideFile(file: RequirementsFile, path: string): string;
}

/** Reads everything that the user wrote and refuses what cannot be worked on: all problems in one error. */
export async function readInputs(options: BuildOptions, ports: BuildPorts): Promise<ReadInputs> {
  const { files } = ports;
  const { workingDirectory } = options;
  const bytes = new Map<string, Uint8Array>();
  const roots: readonly RequirementsRoot[] = [
    ...options.requirements.map((path) => ({
      kind: "requirements" as const,
      path: relativePath(path, workingDirectory),
    })),
    ...options.constraints.map((path) => ({
      kind: "constraints" as const,
      path: relativePath(path, workingDirectory),
    })),
  ];
  const set = await collectRequirements(roots, async (path) => {
    const content = await readAs(files, path, files.resolve(workingDirectory, path));
    bytes.set(path, content);
    return content;
  });
  const output = files.resolve(workingDirectory, options.output);
  refuseInputs([
    ...set.problems.map(toInputError),
    ...(await outputErrors(options, ports)),
    ...platformErrors(options.targets),
  ]);
  requireSome(set, roots);
  return {
    workingDirectory,
    output,
    roots,
    set,
    bytesOf: (file) => bytes.get(file.path) ?? new Uint8Array(),
    keyOf: (path, kind) => `${kind} ${path}`,
    includedPath: (file, include) => {
      const target = resolveInclude(file.path, include.path);
      return target.kind === "path" ? target.path : include.path;
    },
    besideFile: await findBeside(ports, workingDirectory, set),
  };
}

/** As pip does: beside the file when something is there, else seen from the working directory. */
async function findBeside(
  { files }: BuildPorts,
  workingDirectory: string,
  set: RequirementSet,
): Promise<ReadInputs["besideFile"]> {
  const absolute = (from: string, path: string): string => {
    const target = resolveInclude(from, path);
    return files.resolve(workingDirectory, target.kind === "path" ? target.path : path);
  };
  const there = new Set<string>();
  for (const { path, options } of set.files) {
    for (const { value } of options.filter(({ name }) => name === "--find-links")) {
      const beside = absolute(path, value ?? "");
      if ((await files.stat(beside).catch(() => null)) !== null) there.add(beside);
    }
  }
  return (file, path) => {
    const beside = absolute(file.path, path);
    return there.has(beside) ? beside : absolute("", path);
  };
}

function requireSome(set: RequirementSet, roots: readonly RequirementsRoot[]): void {
  if (set.requirements.length > 0) return;
  const names = roots.filter(({ kind }) => kind === "requirements").map(({ path }) => path);
  const fault = names.length === 1 ? "there is no requirement in it" : "there is no requirement in them";
  throw new WheelhouseError("invalid-input", `${names.join(", ")}: ${fault}.`, {
    hint: "Name another file with -r FILE (input: requirements).",
  });
}

function platformErrors(targets: readonly string[]): readonly WheelhouseError[] {
  try {
    requirePlatforms(targets);
    return [];
  } catch (error) {
    if (error instanceof WheelhouseError) return [error];
    throw error;
  }
}
