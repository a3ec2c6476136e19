import type { InputFile, InputIndex, InputOption } from "./input.ts";
import { makeInputFile } from "./make-input.ts";
import type { FileKind, RequirementsFile } from "./requirement-set.ts";
import { parseRequirementsFile } from "./requirements-file.ts";

/** Reads a requirements or constraints file into the form that all kinds of input share. */
export function readRequirementsInput(input: {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly kind?: FileKind;
}): InputFile {
  const file = parseRequirementsFile(input);
  const { path, kind, requirements, includes, problems } = file;
  return makeInputFile(path, kind, {
    requirements: kind === "requirements" ? requirements.map((entry) => ({ ...entry, group: null })) : [],
    constraints: kind === "constraints" ? requirements : [],
    indexes: file.options.flatMap(({ name, value, place }) => {
      const indexKind = INDEX_OPTIONS.get(name);
      return indexKind === undefined || value === null
        ? []
        : [{ name: null, url: value, kind: indexKind, explicit: false, place }];
    }),
    includes,
    options: file.options.filter(({ name }) => CHOOSING.has(name)).map(toInputOption),
    notes: notesOf(file),
    problems,
  });
}

const INDEX_OPTIONS: ReadonlyMap<string, InputIndex["kind"]> = new Map([
  ["--index-url", "index"],
  ["--extra-index-url", "extra-index"],
  ["--find-links", "find-links"],
]);

const CHOOSING: ReadonlySet<string> = new Set([
  "--only-binary",
  "--no-binary",
  "--prefer-binary",
  "--pre",
  "--no-index",
]);

function toInputOption({ name, value, place }: InputOption): InputOption {
  return { name, value, place };
}

function notesOf(file: RequirementsFile): InputFile["notes"] {
  return file.ignored.map(({ text, reason, place }) => ({
    code: "passed-over",
    text: `${JSON.stringify(text)} is passed over: ${reason}.`,
    place,
  }));
}
