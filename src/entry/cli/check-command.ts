import { env } from "node:process";
import { runCheck } from "../../app/check.ts";
import { parseOptions } from "../../core/options/parse.ts";
import { makeCheckPorts } from "../check-ports.ts";
import type { CommandResult } from "../cli.ts";
import type { CommandLine } from "../cli-options.ts";
import { usageError, whereLine, withTerminal } from "./command-parts.ts";

export async function runCheckCommand(line: CommandLine): Promise<CommandResult> {
  const options = parseOptions(line.raw, { door: "cli", currentDirectory: process.cwd() });
  if (!options.ok) throw usageError("check", options.problems);
  const { check } = options.value;
  const outcome = await withTerminal(line, (log, signal) =>
    runCheck(check, { ...makeCheckPorts(env, log, signal), wantsDecisions: line.verbosity > 0 }),
  );
  return { outcome, lastLine: whereLine(outcome.output, "report.html, wheel_availability.txt, dependency_tree.txt") };
}
