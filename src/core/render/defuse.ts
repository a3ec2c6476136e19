import { visibleLines } from "./visible.ts";

/**
 * Makes foreign text safe to print where the Actions runner listens. The runner reads every line of stdout and stderr,
 * obeys `::command::` after any leading white space and `##[command]` anywhere in a line, and compares without regard to
 * characters that are ignorable in a culture. So: terminal escapes go, invisible characters are spelled out, and one
 * space comes between the characters that would start a command. Nothing else changes.
 *
 * @param text one line or several; `\r` alone ends a line too, as it does for the runner
 * @returns the same lines joined by `\n`
 * @example defuse("  ::add-mask::a") === "  : :add-mask::a"
 * @example defuse("gcc ##[error]x") === "gcc ## [error]x"
 */
export function defuse(text: string): string {
  return visibleLines(text).map(breakCommands).join("\n");
}

function breakCommands(line: string): string {
  return line.replace(/^(\s*):(?=:)/u, "$1: ").replaceAll("##[", "## [");
}
