import { nodeFiles } from "../../adapters/node/files.ts";
import { nodeLogFiles } from "../../adapters/node/log-files.ts";
import { runExplain } from "../../app/explain.ts";
import { parseExplainOptions } from "../../core/options/parse-explain.ts";
import type { CommandResult } from "../cli.ts";
import type { CommandLine } from "../cli-options.ts";
import { usageError, whereLine, withTerminal } from "./command-parts.ts";

export async function runExplainCommand(line: CommandLine): Promise<CommandResult> {
  const options = parseExplainOptions(line.raw, { door: "cli", currentDirectory: process.cwd() });
  if (!options.ok) throw usageError("explain", options.problems);
  const { explain } = options.value;
  const outcome = await withTerminal(line, (log, signal) =>
    runExplain(explain, { files: nodeFiles, logs: nodeLogFiles, log, signal }),
  );
  return { outcome, lastLine: explain.output === null ? "" : whereLine(outcome.output, "report.html, report.json") };
}
