import type { InputFile, InputKind } from "./input.ts";

/** An input file that says what `parts` say and nothing else. */
export function makeInputFile(
  path: string,
  kind: InputKind,
  parts: Partial<Omit<InputFile, "path" | "kind">>,
): InputFile {
  return {
    path,
    kind,
    requirements: [],
    constraints: [],
    locked: [],
    indexes: [],
    requiresPython: null,
    includes: [],
    notes: [],
    problems: [],
    ...parts,
  };
}
