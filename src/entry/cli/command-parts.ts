import { relative } from "node:path";
import { stderr } from "node:process";
import { makeTerminalLog } from "../../adapters/local/terminal-log.ts";
import { WheelhouseError } from "../../core/error.ts";
import type { Problem } from "../../core/problem.ts";
import { visibleLine } from "../../core/render/visible.ts";
import type { Log } from "../../ports/log.ts";
import type { CommandLine } from "../cli-options.ts";
import { handleSignals } from "../signals.ts";

/** Runs a command with a log on stderr and a signal that Ctrl-C aborts. */
export async function withTerminal<T>(
  line: CommandLine,
  run: (log: Log, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const log = makeTerminalLog({
    write: (text) => stderr.write(text),
    clean: visibleLine,
    isTerminal: stderr.isTTY,
    verbosity: line.verbosity,
  });
  const controller = new AbortController();
  const forget = handleSignals(controller);
  try {
    return await run(log, controller.signal);
  } finally {
    forget();
  }
}

/** Where the files are, as the user would type it. */
export function whereLine(output: string, files: string): string {
  return `files in ${visibleLine(relative(process.cwd(), output) || ".")}/: ${files}\n`;
}

export function usageError(command: string, problems: readonly Problem[]): WheelhouseError {
  const messages = problems.map(({ message, expected }) => (expected === null ? message : `${message} ${expected}`));
  return new WheelhouseError("usage", messages.join("\n"), {
    hint: `See wheelhouse ${command} --help.`,
    problems: messages,
  });
}
