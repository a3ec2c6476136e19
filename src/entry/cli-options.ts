import { Argument, Command, CommanderError, Option } from "commander";
import { CHECK_INPUTS } from "../core/options/check-definitions.ts";
import { INPUTS, type InputDefinition } from "../core/options/definitions.ts";
import { EXPLAIN_INPUTS } from "../core/options/explain-definitions.ts";
import { FIX_INPUTS } from "../core/options/fix-definitions.ts";
import type { RawOptions } from "../core/options/parse.ts";
import { TARGET_INPUTS } from "../core/options/target-definitions.ts";
import { WHY_INPUTS } from "../core/options/why-definitions.ts";
import { VERSION } from "../core/version.ts";

/** What the command line asks for, before the values are looked at. */
export interface CommandLine {
  readonly command: CommandName;
  readonly raw: RawOptions;
  readonly json: boolean;
  readonly color: boolean | null;
  readonly verbosity: 0 | 1 | 2;
}

export type CommandName = "build" | "check" | "fix" | "explain" | "target" | "why" | "why-not";

/** Text to print and leave with: `--help`, `--version`, or what is wrong with the arguments (then `isError`). */
export interface CommandLineStop {
  readonly text: string;
  readonly isError: boolean;
}

interface CommandDefinition {
  readonly name: CommandName;
  readonly description: string;
  readonly inputs: readonly InputDefinition[];
  /** What `-v` shows. */
  readonly verbose: string;
  /** The input that the arguments without an option fill. */
  readonly argument?: {
    readonly name: string;
    readonly input: string;
    readonly description: string;
    /** May be left out. */
    readonly optional?: true;
    /** Exactly one is taken. */
    readonly single?: true;
  };
  readonly examples?: string;
  /** What `--json` does, where there is no report. */
  readonly json?: string;
}

const ANSWER_JSON = "Print the answer as one JSON object on stdout, everything else on stderr.";

const COMMANDS: readonly CommandDefinition[] = [
  {
    name: "build",
    description: "Resolve the requirements, fetch or build every wheel, and report.",
    inputs: INPUTS,
    verbose: "Show what is done and what pip decided; twice: also the output of pip.",
  },
  {
    name: "check",
    description: "Tell which requirement has a wheel for which target, and why not. Nothing is built or installed.",
    inputs: CHECK_INPUTS,
    verbose:
      "Show every package, who wants what in a conflict, and what the solver tried; twice: also each step, and what the index was asked.",
    argument: {
      name: "requirement",
      input: "packages",
      description: "Requirements without a file, such as 'numpy>=2'.",
      optional: true,
    },
    examples:
      "\nExamples:\n  wheelhouse check -r requirements.txt --target linux/arm64 --python 3.12\n  wheelhouse check --target jetson-jp6 torch onnxruntime-gpu\n",
  },
  {
    name: "fix",
    description:
      "Find the smallest edits after which conflicting requirements hold on every target, and have a real installer confirm them.",
    inputs: FIX_INPUTS,
    verbose:
      "Show every package, and who wants what in a conflict; twice: also how it follows, step by step, and what the index was asked.",
    examples:
      "\nExamples:\n  wheelhouse fix -r requirements.txt --target linux/arm64 --python 3.12\n  wheelhouse fix -r requirements.txt --target linux/arm64 --write\n",
  },
  {
    name: "explain",
    description: "Say what happened in a log of pip, uv, Docker or a build: what failed, why, and what to do.",
    inputs: EXPLAIN_INPUTS,
    verbose: "Show packages and the resolver's decisions; twice: every step of them.",
    argument: {
      name: "log",
      input: "log",
      description: "Logs: text, .gz, .dockerbuild or .zip, of any size; - is standard input; wildcards may be quoted.",
    },
    examples:
      "\nExamples:\n  wheelhouse explain pip.log\n  pip install -r requirements.txt 2>&1 | wheelhouse explain -\n",
  },
  {
    name: "target",
    description: "Print what this machine's Python takes (tags and markers), as a file for check --target FILE.json.",
    inputs: TARGET_INPUTS,
    verbose: "Say what was assumed.",
    json: "Print errors as JSON too, as with other commands.",
    examples: "\nExamples:\n  wheelhouse target > jetson.json\n  wheelhouse target --profile graviton --python 3.12\n",
  },
  {
    name: "why",
    description:
      "Say which of your lines bring a package in, on which way, and why its version is no newer one. Nothing is installed.",
    inputs: WHY_INPUTS,
    verbose: "Show every way and every version; twice: also what the index was asked.",
    argument: { name: "package", input: "asked", description: "Name of a package, such as numpy.", single: true },
    json: ANSWER_JSON,
    examples: "\nExample:\n  wheelhouse why numpy -r requirements.txt --target linux/arm64 --python 3.12\n",
  },
  {
    name: "why-not",
    description: "Say what one more requirement comes to: nothing new, other versions, or a conflict with your lines.",
    inputs: WHY_INPUTS,
    verbose: "Show the whole of a conflict; twice: also what the index was asked.",
    argument: {
      name: "requirement",
      input: "asked",
      description: "A requirement, such as 'numpy==2.1.0' or 'pandas[excel]>=2'.",
      single: true,
    },
    json: ANSWER_JSON,
    examples: "\nExample:\n  wheelhouse why-not numpy==2.1.0 -r requirements.txt --target jetson-jp6\n",
  },
];

const JSON_HELP = "Print one BuildReport as JSON on stdout, everything else on stderr.";

export function parseCommandLine(argv: readonly string[]): CommandLine | CommandLineStop {
  let chosen: CommandLine | null = null;
  let printed = "";
  const output = {
    writeOut: (text: string) => (printed += text),
    writeErr: (text: string) => (printed += text),
  };
  const program = new Command("wheelhouse")
    .description("Build, keep and explain a wheelhouse of Python wheels for ARM64 and its neighbours.")
    .version(VERSION, "-V, --version")
    .exitOverride()
    .configureOutput(output);
  for (const definition of COMMANDS) {
    addCommand(program, definition, (line) => {
      chosen = line;
    })
      .exitOverride()
      .configureOutput(output);
  }
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { text: printed, isError: error.exitCode !== 0 };
  }
  return chosen ?? { text: program.helpInformation(), isError: true };
}

function addCommand(program: Command, definition: CommandDefinition, choose: (line: CommandLine) => void): Command {
  const command = program.command(definition.name).description(definition.description);
  const { argument } = definition;
  if (argument !== undefined) {
    const name = argument.single === true ? argument.name : `${argument.name}...`;
    command.addArgument(new Argument(argument.optional === true ? `[${name}]` : `<${name}>`, argument.description));
  }
  for (const input of definition.inputs) {
    const option = toOption(input);
    if (option !== null) command.addOption(option);
  }
  if (definition.examples !== undefined) command.addHelpText("after", definition.examples);
  return command
    .addOption(new Option("--json", definition.json ?? JSON_HELP))
    .addOption(new Option("--color", "Colour even when stdout is no terminal."))
    .addOption(new Option("--no-color", "No colour; the same as NO_COLOR=1."))
    .addOption(new Option("-v, --verbose", definition.verbose).default(0).argParser((_, old) => Number(old) + 1))
    .action((...given: unknown[]) => {
      const values = (argument === undefined ? given[0] : given[1]) as Record<string, unknown>;
      const rest = argument === undefined ? {} : { [argument.input]: given[0] as string | readonly string[] };
      choose(toCommandLine(definition, values, rest));
    });
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
  // An option with words of its own has a default of its own.
  const hasOwnWords = cli?.description !== undefined;
  const fallback = kind === "boolean" || standard === "" || hasOwnWords ? [] : [`Default: ${standard}.`];
  return [words, ...allowed, ...fallback].join(" ");
}

function toCommandLine(
  { name, inputs }: CommandDefinition,
  values: Record<string, unknown>,
  given: RawOptions,
): CommandLine {
  const raw: Record<string, RawOptions[string]> = { ...given };
  for (const definition of inputs) {
    const option = toOption(definition);
    if (option === null) continue;
    const value = values[option.attributeName()];
    // Commander fills in `true` for a negated switch that is absent: then the definition's default is right as well.
    if (typeof value === "string" || typeof value === "boolean" || Array.isArray(value)) raw[definition.name] = value;
  }
  const verbose = Number(values.verbose ?? 0);
  return {
    command: name,
    raw,
    json: values.json === true,
    color: typeof values.color === "boolean" ? values.color : null,
    verbosity: verbose >= 2 ? 2 : verbose === 1 ? 1 : 0,
  };
}
