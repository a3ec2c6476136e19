import { stderr, stdout } from "node:process";
import type { BuildOutcome } from "../app/build-outcome.ts";
import { WheelhouseError } from "../core/error.ts";
import { stableJson } from "../core/render/json.ts";
import { visibleLines } from "../core/render/visible.ts";
import { terminalLook } from "./cli/terminal-look.ts";
import { type CommandLine, type CommandLineStop, type CommandName, parseCommandLine } from "./cli-options.ts";

/** What a command has to say: a report, and a last line that says where its files are ("" for none). */
export interface CommandResult {
  readonly outcome: BuildOutcome;
  readonly lastLine: string;
}

/** What a command that reports on nothing prints. */
export interface PrintedText {
  readonly text: string;
  /** 0 unless it is told. */
  readonly exitCode?: 0 | 1;
}

/** Each command is a chunk of its own: none waits for the code of another. */
const COMMANDS: Readonly<
  Record<CommandName, () => Promise<(line: CommandLine) => Promise<CommandResult | PrintedText>>>
> = {
  build: async () => (await import("./cli/build-command.ts")).runBuildCommand,
  check: async () => (await import("./cli/check-command.ts")).runCheckCommand,
  fix: async () => (await import("./cli/fix-command.ts")).runFixCommand,
  explain: async () => (await import("./cli/explain-command.ts")).runExplainCommand,
  target: async () => (await import("./cli/target-command.ts")).runTargetCommand,
  why: async () => (await import("./cli/why-command.ts")).runWhyCommand,
  "why-not": async () => (await import("./cli/why-command.ts")).runWhyNotCommand,
};

/** The command line. Exit codes: 0 fine · 1 a finding that fails · 2 usage · 3 a bug of ours. */
export async function main(argv: readonly string[]): Promise<never> {
  // A closed pipe (`wheelhouse build | head`) is no reason to fail; the exit code still tells how the work went.
  stdout.on("error", () => {});
  stderr.on("error", () => {});
  // Takes the place of the arguments in the process list, where every build could read the credentials of an index.
  process.title = "wheelhouse";
  const line = parseCommandLine(argv);
  if ("text" in line) return await stop(argv, line);
  try {
    const run = await COMMANDS[line.command]();
    const result = await run(line);
    if ("text" in result) return await leave(result.exitCode ?? 0, result.text, "");
    const { exitCode, invalid = null } = result.outcome;
    return invalid === null
      ? await leave(exitCode, await render(line, result), "")
      : await failWith(line, result, invalid);
  } catch (error) {
    return await fail(line.json, error);
  }
}

/** Help and version go to stdout. What is wrong with the arguments is an error like any other, also for `--json`. */
async function stop(argv: readonly string[], { text, isError }: CommandLineStop): Promise<never> {
  if (!isError) return await leave(0, text, "");
  const [, message] = /^error: (.*)$/s.exec(text.trim()) ?? [];
  if (message === undefined) return await leave(2, "", text);
  const command = Object.keys(COMMANDS).find((name) => argv.includes(name));
  const error = new WheelhouseError("usage", message, {
    hint: `See wheelhouse ${command === undefined ? "" : `${command} `}--help.`,
  });
  return await fail(argv.includes("--json"), error);
}

async function render(line: CommandLine, { outcome, lastLine }: CommandResult): Promise<string> {
  if (line.json) return stableJson(outcome.report);
  const { renderText } = await import("../core/render/text.ts");
  const text = renderText(outcome.report, terminalLook(line));
  return `${text.trimEnd()}\n${lastLine}`;
}

/** The error, and what could be told all the same: as JSON it is one object with both. */
async function failWith(line: CommandLine, result: CommandResult, error: WheelhouseError): Promise<never> {
  if (line.json) return await fail(true, error, { report: result.outcome.report });
  await written(stdout, await render(line, result));
  return await fail(false, error);
}

async function fail(json: boolean, error: unknown, beside: object = {}): Promise<never> {
  const known = error instanceof WheelhouseError;
  const code = known ? error.exitCode : 3;
  const message = error instanceof Error ? error.message : String(error);
  const hint = known
    ? error.hint
    : "This is a bug of Wheelhouse. Please report it with the command that you ran and this text.";
  const stack = known || !(error instanceof Error) ? "" : lines(error.stack ?? "");
  if (json) {
    const places = known ? error.places : [];
    const problems = known && error.problems.length > 0 ? { problems: error.problems } : {};
    const printed = { ...beside, error: { code: known ? error.code : "internal", message, hint, places, ...problems } };
    return await leave(code, stableJson(printed), stack);
  }
  const list = known && error.problems.length > 1 ? error.problems : [message];
  const text = list.map((item) => lines(`error: ${item}`)).join("");
  return await leave(code, "", `${text}${hint === null ? "" : lines(`hint: ${hint}`)}${stack}`);
}

function lines(text: string): string {
  return `${visibleLines(text).join("\n")}\n`;
}

/** Flushes both streams, then ends: an open socket must not keep the process alive. */
async function leave(code: number, out: string, err: string): Promise<never> {
  await Promise.all([written(stdout, out), written(stderr, err)]);
  process.exit(code);
}

function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((done) => {
    stream.once("error", () => done());
    stream.write(text, () => done());
  });
}
