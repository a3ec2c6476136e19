import { stringify } from "yaml";
import { ROOT_INPUTS } from "../src/core/options/check-definitions.ts";
import type { InputDefinition } from "../src/core/options/definitions.ts";
import { EXPLAIN_INPUTS } from "../src/core/options/explain-definitions.ts";
import { EXPLAIN_OUTPUTS, OUTPUTS, type OutputDefinition } from "../src/core/options/outputs.ts";
import { withSections } from "./sections.ts";

export interface GeneratedFile {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly content: string;
}

/** An action of this repository. */
interface Door {
  /** "" for the root, else ending in "/". */
  readonly folder: string;
  readonly name: string;
  readonly description: string;
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: readonly InputDefinition[];
  readonly outputs: readonly OutputDefinition[];
  readonly runs: object;
}

const ROOT: Door = {
  folder: "",
  name: "Wheelhouse",
  description: "Restore, build, explain and report a Python wheelhouse for ARM64",
  branding: { icon: "package", color: "blue" },
  inputs: ROOT_INPUTS,
  outputs: OUTPUTS,
  runs: { using: "node24", main: "dist/build.js", post: "dist/post.js", "post-if": "always()" },
};

const EXPLAIN: Door = {
  folder: "explain/",
  name: "Wheelhouse explain",
  description: "Say what failed in a log of pip, uv, Docker or a build, why, and what to do",
  branding: { icon: "file-text", color: "blue" },
  inputs: EXPLAIN_INPUTS,
  outputs: EXPLAIN_OUTPUTS,
  runs: { using: "node24", main: "../dist/explain.js" },
};

const NOTE = "# Generated from src/core/options by `npm run generate`: change the definitions, not this file.\n";

/** What is made of the lists of inputs and outputs, apart from the tables in the README files. */
export function actionFiles(): readonly GeneratedFile[] {
  return [ROOT, EXPLAIN].flatMap((door) => [
    { path: `${door.folder}action.yml`, content: NOTE + toYaml(action(door)) },
    { path: `${door.folder}action-types.yml`, content: NOTE + toYaml(actionTypes(door)) },
  ]);
}

/** Markdown of a README's generated parts; each stands between `<!-- name -->` and `<!-- /name -->`. */
export function readmeSections(door: Door = ROOT): Readonly<Record<"inputs" | "outputs", string>> {
  return {
    inputs: table(
      ["input", "default", "what it does"],
      actionInputs(door).map((input) => [`\`${input.name}\``, defaultCell(input), description(input)]),
    ),
    outputs: table(
      ["output", "value"],
      door.outputs.map((output) => [`\`${output.name}\``, output.description]),
    ),
  };
}

/** The root's README with its generated parts brought up to date. Throws when a marker is missing. */
export function withReadmeSections(readme: string): string {
  return withSections(readme, readmeSections(ROOT));
}

/** The same for `explain/README.md`. */
export function withExplainSections(readme: string): string {
  return withSections(readme, readmeSections(EXPLAIN));
}

function action(door: Door): object {
  return {
    name: door.name,
    description: door.description,
    author: "Wheelhouse contributors",
    branding: door.branding,
    inputs: Object.fromEntries(
      actionInputs(door).map((input) => [
        input.name,
        { description: description(input), required: isRequired(door, input), default: input.default },
      ]),
    ),
    outputs: Object.fromEntries(door.outputs.map((output) => [output.name, { description: output.description }])),
    runs: door.runs,
  };
}

/** Without a log there is nothing to explain; the root action has a default for everything. */
function isRequired(door: Door, input: InputDefinition): boolean {
  return door === EXPLAIN && input.name === "log";
}

/** In the form of github-actions-typing, which checks workflows that use the action. */
function actionTypes(door: Door): object {
  return {
    inputs: Object.fromEntries(actionInputs(door).map((input) => [input.name, typing(input)])),
    outputs: Object.fromEntries(door.outputs.map((output) => [output.name, { type: "string" }])),
  };
}

function typing(input: InputDefinition): object {
  if (input.kind === "boolean") return { type: "boolean" };
  if (input.kind === "choice") return { type: "enum", "allowed-values": [...(input.choices ?? [])] };
  if (input.kind === "list") return { type: "list", separator: "\n", "list-item": { type: "string" } };
  return { type: "string" };
}

function actionInputs({ inputs }: Door): readonly InputDefinition[] {
  return inputs.filter((input: InputDefinition) => input.action);
}

function description(input: InputDefinition): string {
  if (input.kind !== "choice" || input.choices === undefined || input.choices.length < 2) return input.description;
  return `${input.description} One of ${input.choices.map((choice) => `\`${choice}\``).join(", ")}.`;
}

function defaultCell(input: InputDefinition): string {
  return input.default === "" ? "" : `\`${input.default}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function toYaml(value: object): string {
  return stringify(value, { lineWidth: 0, blockQuote: false });
}
