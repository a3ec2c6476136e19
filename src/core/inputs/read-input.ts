import { readDockerfile } from "./dockerfile/dockerfile.ts";
import { readEnvironment } from "./environment/environment.ts";
import type { InputFile, InputKind } from "./input.ts";
import { readPipfileLock } from "./lock/pipfile-lock.ts";
import { readPoetryLock } from "./lock/poetry-lock.ts";
import { readPylock } from "./lock/pylock.ts";
import { readUvLock } from "./lock/uv-lock.ts";
import { readPyproject } from "./pyproject/pyproject.ts";
import { readRequirementsInput } from "./requirements-input.ts";

/** Reads one kind of file. */
export interface InputReader {
  readonly kind: InputKind;
  /** Of a file's name, without folders; null: no name tells it. */
  readonly names: RegExp | null;
  readonly read: (file: { readonly path: string; readonly bytes: Uint8Array }) => InputFile;
}

/** The first whose names match reads a file. What no name tells is a requirements file. */
export const INPUT_READERS: readonly InputReader[] = [
  { kind: "uv.lock", names: /^uv\.lock$|\.py\.lock$/, read: readUvLock },
  { kind: "pylock", names: /^pylock(?:\.[^.]+)?\.toml$/, read: readPylock },
  { kind: "poetry.lock", names: /^poetry\.lock$/, read: readPoetryLock },
  { kind: "pipfile.lock", names: /^Pipfile\.lock$/, read: readPipfileLock },
  { kind: "pyproject", names: /^(?!pylock\b).*\.toml$/, read: readPyproject },
  { kind: "environment", names: /\.ya?ml$/, read: readEnvironment },
  {
    kind: "dockerfile",
    names: /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.(?:dockerfile|containerfile)$/i,
    read: readDockerfile,
  },
  {
    kind: "constraints",
    names: null,
    read: (file) => readRequirementsInput({ ...file, kind: "constraints" }),
  },
];

/** The reader of a file by its name alone; undefined when the name does not tell. */
export function findReader(path: string): InputReader | undefined {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  return INPUT_READERS.find((reader) => reader.names?.test(name) === true);
}

/** Reads a file of any kind: of the one that is given, else of the one that its name tells. */
export function readInputFile(file: {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly kind?: InputKind | undefined;
}): InputFile {
  const { path, bytes, kind } = file;
  const reader = kind === undefined ? findReader(path) : INPUT_READERS.find((each) => each.kind === kind);
  return reader === undefined ? readRequirementsInput({ path, bytes }) : reader.read({ path, bytes });
}
