import { Command, CommanderError, Option } from "commander";
import { INPUTS, type InputDefinition } from "../core/options/definitions.ts";
import type { RawOptions } from "../core/options/parse.ts";
import { VERSION } from "../core/version.ts";

/** What the command line asks for, before the values are looked at. */
export interface CommandLine {
  readonly command: "build";
  readonly raw: RawOptions;
  readonly json: boolean;
  readonly color: boolean | null;
  readonly verbosity: 0 | 1 | 2;
}

/** Text to print and leave with: `--help`, `--version`, or what is wrong with the arguments (then `isError`). */
export interface CommandLineStop {
  readonly text: string;
  readonly isError: boolean;
}

export function parseCommandLine(argv: readonly string[]): CommandLine | CommandLineStop {
  let chosen: CommandLine | null = null;
  let printed = "";
  const program = new Command("wheelhouse")
    .description("Build, keep and explain a wheelhouse of Python wheels for ARM64 and its neighbours.")
    .version(VERSION, "-V, --version")
    .exitOverride()
    .configureOutput({ writeOut: (text) => (printed += text), writeErr: (text) => (printed += text) });
  const build = program
    .command("build")
    .description("Resolve the requirements, fetch or build every wheel, and report.")
    .exitOverride()
    .configureOutput({ writeOut: (text) => (printed += text), writeErr: (text) => (printed += text) });
  for (const definition of INPUTS as readonly InputDefinition[]) {
    const option = toOption(definition);
    if (option !== null) build.addOption(option);
  }
  build
    .addOption(new Option("--json", "Print one BuildReport as JSON on stdout, everything else on stderr."))
    .addOption(new Option("--color", "Colour even when stdout is no terminal."))
    .addOption(new Option("--no-color", "No colour; the same as NO_COLOR=1."))
    .addOption(
      new Option("-v, --verbose", "Show what is done; twice: also the output of pip.")
        .default(0)
        .argParser((_, old) => Number(old) + 1),
    )
    .action((values: Record<string, unknown>) => {
      chosen = toCommandLine(values);
    });
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { text: printed, isError: error.exitCode !== 0 };
  }
  return chosen ?? { text: program.helpInformation(), isError: true };
}

function toOption(definition: InputDefinition): Option | null {
  if (definition.cli === null) return null;
  const flags = definition.cli.flags.join(", ");
  const argument = definition.cli.argument === undefined ? "" : ` <${definition.cli.argument}>`;
  const option = new Option(flags + argument, helpOf(definition));
  // Commander takes every `--no-…` for the negation of a switch; pip's `--no-binary` is an option with a value.
  option.negate = definition.kind === "boolean" && option.negate;
  if (definition.kind === "list") {
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
  }
  return option;
}

/** The input's description in the words of a command line, with what may be given and what holds without it. */
function helpOf({ cli, description, kind, choices, default: standard }: InputDefinition): string {
  // An input is a list in one text; an option is given again for each item.
  const words = (cli?.description ?? description)
    .replaceAll("`", "")
    .replace(/, one a line or separated by commas\./, "; may be given several times.")
    .replace("Empty means", "Default:")
    .replace("that the job runs on", "that this runs on")
    .replace("the job's own python", "the python on PATH");
  const allowed = choices === undefined ? [] : [`One of: ${choices.join(", ")}.`];
  const fallback = kind === "boolean" || standard === "" ? [] : [`Default: ${standard}.`];
  return [words, ...allowed, ...fallback].join(" ");
}

function toCommandLine(values: Record<string, unknown>): CommandLine {
  const raw: Record<string, RawOptions[string]> = {};
  for (const definition of INPUTS as readonly InputDefinition[]) {
    const option = toOption(definition);
    if (option === null) continue;
    const value = values[option.attributeName()];
    // Commander fills in `true` for a negated switch that is absent: then the definition's default is right as well.
    if (typeof value === "string" || typeof value === "boolean" || Array.isArray(value)) raw[definition.name] = value;
  }
  const verbose = Number(values.verbose ?? 0);
  return {
    command: "build",
    raw,
    json: values.json === true,
    color: typeof values.color === "boolean" ? values.color : null,
    verbosity: verbose >= 2 ? 2 : verbose === 1 ? 1 : 0,
  };
}
