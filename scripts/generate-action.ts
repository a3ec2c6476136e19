import { stringify } from "yaml";
import type { InputDefinition } from "../src/core/options/definitions.ts";
import { INPUTS } from "../src/core/options/definitions.ts";
import { OUTPUTS } from "../src/core/options/outputs.ts";

export interface GeneratedFile {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly content: string;
}

const NOTE = "# Generated from src/core/options by `npm run generate`: change the definitions, not this file.\n";

/** What is made of the lists of inputs and outputs, apart from the README's tables. */
export function actionFiles(): readonly GeneratedFile[] {
  return [
    { path: "action.yml", content: NOTE + toYaml(action()) },
    { path: "action-types.yml", content: NOTE + toYaml(actionTypes()) },
  ];
}

/** Markdown of the README's generated parts; each stands between `<!-- name -->` and `<!-- /name -->`. */
export function readmeSections(): Readonly<Record<"inputs" | "outputs", string>> {
  return {
    inputs: table(
      ["input", "default", "what it does"],
      actionInputs().map((input) => [`\`${input.name}\``, defaultCell(input), description(input)]),
    ),
    outputs: table(
      ["output", "value"],
      OUTPUTS.map((output) => [`\`${output.name}\``, output.description]),
    ),
  };
}

/** The README with its generated parts brought up to date. Throws when a marker is missing. */
export function withReadmeSections(readme: string): string {
  return Object.entries(readmeSections()).reduce((text, [name, content]) => {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(start), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`README.md lacks the markers ${start} … ${end}`);
    return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
  }, readme);
}

function action(): object {
  return {
    name: "Wheelhouse",
    description: "Restore, build, explain and report a Python wheelhouse for ARM64",
    author: "Wheelhouse contributors",
    branding: { icon: "package", color: "blue" },
    inputs: Object.fromEntries(
      actionInputs().map((input) => [
        input.name,
        { description: description(input), required: false, default: input.default },
      ]),
    ),
    outputs: Object.fromEntries(OUTPUTS.map((output) => [output.name, { description: output.description }])),
    runs: { using: "node24", main: "dist/build.js", post: "dist/post.js", "post-if": "always()" },
  };
}

/** In the form of github-actions-typing, which checks workflows that use the action. */
function actionTypes(): object {
  return {
    inputs: Object.fromEntries(actionInputs().map((input) => [input.name, typing(input)])),
    outputs: Object.fromEntries(OUTPUTS.map((output) => [output.name, { type: "string" }])),
  };
}

function typing(input: InputDefinition): object {
  if (input.kind === "boolean") return { type: "boolean" };
  if (input.kind === "choice") return { type: "enum", "allowed-values": [...(input.choices ?? [])] };
  if (input.kind === "list") return { type: "list", separator: "\n", "list-item": { type: "string" } };
  return { type: "string" };
}

function actionInputs(): readonly InputDefinition[] {
  return INPUTS.filter((input: InputDefinition) => input.action);
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
