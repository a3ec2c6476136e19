import type { InputFile, InputIndex, InputNote, InputOption } from "./input.ts";
import { makeInputFile } from "./make-input.ts";
import { redactUrls } from "./redact-url.ts";
import type { FileKind, RequirementsFile } from "./requirement-set.ts";
import { parseRequirementsFile } from "./requirements-file.ts";

/** Reads a requirements or constraints file into the form that all kinds of input share. */
export function readRequirementsInput(input: {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly kind?: FileKind;
}): InputFile {
  const file = parseRequirementsFile(input);
  return makeInputFile(file.path, file.kind, toInputParts(file));
}

/** What lines of a requirements file say, wherever they stand. */
export type InputParts = Required<
  Pick<InputFile, "requirements" | "constraints" | "indexes" | "includes" | "options" | "notes" | "problems">
>;

export function toInputParts(file: RequirementsFile): InputParts {
  const { kind, requirements, includes, problems } = file;
  return {
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
  };
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
  "--trusted-host",
]);

function toInputOption({ name, value, place }: InputOption): InputOption {
  return { name, value, place };
}

function notesOf({ ignored, variables }: RequirementsFile): readonly InputNote[] {
  const passedOver = ignored.map(({ text, reason, place }): InputNote => {
    return { code: "passed-over", text: `${JSON.stringify(redactUrls(text))} is passed over: ${reason}.`, place };
  });
  const untold = variables.map(({ name, place }): InputNote => {
    return {
      code: "not-told",
      text: `pip puts an environment variable in the place of \${${name}}: it stays as it is.`,
      place,
    };
  });
  return [...passedOver, ...untold].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}
