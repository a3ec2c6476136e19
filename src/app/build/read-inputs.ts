import { WheelhouseError } from "../../core/error.ts";
import { collectRequirements, type RequirementsRoot } from "../../core/inputs/collect.ts";
import { normalizePath, resolveInclude } from "../../core/inputs/include-path.ts";
import type {
  FileKind,
  LocatedProblem,
  RequirementInclude,
  RequirementSet,
  RequirementsFile,
} from "../../core/inputs/requirement-set.ts";
import type { BuildOptions } from "../../core/options/options.ts";
import { findOutputPathError, type OutputPathFacts } from "../../core/store/output-path.ts";
import { requirePlatforms } from "./platforms.ts";
import type { BuildPorts } from "./ports.ts";

/** Larger than any requirements file that a person or a tool writes. */
const FILE_LIMIT = 16 * 1024 * 1024;

/** A file that is no text has thousands: they say no more than the first ones. */
const SHOWN_PROBLEMS = 20;

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
    const content = await readAs(ports, path, files.resolve(workingDirectory, path));
    bytes.set(path, content);
    return content;
  });
  const output = files.resolve(workingDirectory, options.output);
  refuse([
    ...set.problems.map(describe),
    ...(await outputErrors(options, ports, output)),
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

/** Errors name the file as the user does. */
async function readAs(ports: BuildPorts, path: string, absolute: string): Promise<Uint8Array> {
  try {
    return await ports.files.readFile(absolute, { limit: FILE_LIMIT });
  } catch (error) {
    if (!(error instanceof WheelhouseError)) throw error;
    throw new WheelhouseError(error.code, error.message.replaceAll(absolute, path), { hint: error.hint, cause: error });
  }
}

/** Places name files as they are seen from the working directory. */
function relativePath(path: string, workingDirectory: string): string {
  const normalized = normalizePath(path);
  const inside = `${workingDirectory}/`;
  return normalized.startsWith(inside) ? normalized.slice(inside.length) : normalized;
}

interface InputProblem {
  readonly error: WheelhouseError;
}

function describe(problem: LocatedProblem): InputProblem {
  const { file, line, column, message, expected, code } = problem;
  const isUnreadable = code === "unreadable-file";
  const place = isUnreadable ? "" : `${file}:${line}:${column}: `;
  const sentence = `${place}${message.replace(/\.$/, "")}${expected === null || isUnreadable ? "." : `; expected ${expected}.`}`;
  return {
    error: new WheelhouseError(isUnreadable ? "unreadable-file" : "invalid-input", sentence, {
      hint: isUnreadable ? expected : "Correct the line, then run again.",
      places: [{ file, line, column }],
    }),
  };
}

async function outputErrors(
  options: BuildOptions,
  ports: BuildPorts,
  output: string,
): Promise<readonly InputProblem[]> {
  const { files, host } = ports;
  const existing: OutputPathFacts["existing"][number][] = [];
  for (let path = output; path !== "" && (path === output || path.startsWith(`${options.workingDirectory}/`)); ) {
    const stat = await files.stat(path).catch(() => null);
    if (stat !== null) existing.push({ path, kind: stat.kind });
    path = path.slice(0, path.lastIndexOf("/"));
  }
  const error = findOutputPathError({
    written: options.output,
    resolved: output,
    workingDirectory: options.workingDirectory,
    home: host.home,
    existing,
  });
  return error === null ? [] : [{ error }];
}

function platformErrors(targets: readonly string[]): readonly InputProblem[] {
  try {
    requirePlatforms(targets);
    return [];
  } catch (error) {
    if (error instanceof WheelhouseError) return [{ error }];
    throw error;
  }
}

/** One problem is thrown as it is; several become one error that lists them all. */
function refuse(problems: readonly InputProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  if (problems.length === 1) throw first.error;
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  const more = problems.length - shown.length;
  const messages = [
    ...shown.map(({ error }) => error.message),
    ...(more > 0 ? [`And ${more} more of that kind.`] : []),
  ];
  const hints = new Set(problems.map(({ error }) => error.hint).filter((hint) => hint !== null));
  throw new WheelhouseError(first.error.code, `${problems.length} problems: ${messages.join(" ")}`, {
    hint: [...hints].join(" "),
    places: shown.flatMap(({ error }) => error.places),
    problems: messages,
  });
}
