import { env } from "node:process";
import { type FixOutcome, runFix, SEARCH_SECONDS } from "../../app/fix.ts";
import { isRefused } from "../../core/fixes/is-refused.ts";
import { FIX_ONLY_INPUTS } from "../../core/options/fix-definitions.ts";
import { parseOptions } from "../../core/options/parse.ts";
import { readValues } from "../../core/options/read-values.ts";
import { diffText } from "../../core/render/terminal/diff.ts";
import { visibleLine } from "../../core/render/visible.ts";
import { countOf } from "../../core/render/words.ts";
import type { CommandResult } from "../cli.ts";
import type { CommandLine } from "../cli-options.ts";
import { makeFixPorts } from "../fix-ports.ts";
import { usageError, whereLine, withTerminal } from "./command-parts.ts";

export async function runFixCommand(line: CommandLine): Promise<CommandResult> {
  const options = parseOptions(line.raw, { door: "cli", currentDirectory: process.cwd() });
  const { values, problems } = readValues(FIX_ONLY_INPUTS, line.raw, "cli");
  if (!options.ok) throw usageError("fix", [...options.problems, ...problems]);
  if (problems.length > 0) throw usageError("fix", problems);
  const outcome = await withTerminal(line, (log, signal) =>
    runFix(options.value.check, values, makeFixPorts(env, log, signal)),
  );
  return { outcome, lastLine: lastLines(outcome) };
}

/** Diff, what was done with it, and where the files are. */
function lastLines(outcome: FixOutcome): string {
  const { changes, output } = outcome;
  const diff = diffText(changes);
  const files = whereLine(output, "report.html, recommended_requirements.in");
  return [...(diff === "" ? [] : [`\n${diff}\n`]), `${sentenceOf(outcome)}\n`, files].join("");
}

function sentenceOf({ report, changes, written, isBroken, isCut }: FixOutcome): string {
  if (written.length > 0) {
    const left = countOf(report.conflicts.length, "conflict");
    const after = report.conflicts.length === 0 ? "no conflict is left" : `${left} left`;
    return `Written: ${written.map(visibleLine).join(", ")}. Checked again: ${after}.`;
  }
  if (changes.length > 0) return "Nothing was written; --write applies the diff.";
  if (!isBroken) return "There is no conflict to fix.";
  if (report.fixes.length === 0 && isCut) {
    return `No edit was found within ${SEARCH_SECONDS} seconds. Run it again: what was read of the index by then is kept.`;
  }
  const [option] = report.fixes.find((fix) => !isRefused(fix))?.options ?? [];
  if (option !== undefined) return `No edit alone will do: run it with ${option.option} ${option.after}.`;
  return report.fixes.length === 0
    ? "No edit of these files was found that makes them hold."
    : "No fix is left that no installer refuses; nothing is offered to be written.";
}
