import type { InputKind } from "./input.ts";

/** File names that tell what is inside; the first that fits counts. */
const NAMES: readonly { readonly pattern: RegExp; readonly kind: InputKind }[] = [
  { pattern: /^pylock(?:\.[^.]+)?\.toml$/, kind: "pylock" },
  { pattern: /^uv\.lock$/, kind: "uv.lock" },
  { pattern: /^poetry\.lock$/, kind: "poetry.lock" },
  { pattern: /^Pipfile\.lock$/, kind: "pipfile.lock" },
  { pattern: /\.toml$/, kind: "pyproject" },
  { pattern: /\.ya?ml$/, kind: "environment" },
  { pattern: /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.(?:dockerfile|containerfile)$/i, kind: "dockerfile" },
];

/** The kind of an input file by its name alone; what no name tells is a requirements file. */
export function kindOf(path: string): InputKind {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  return NAMES.find(({ pattern }) => pattern.test(name))?.kind ?? "requirements";
}
