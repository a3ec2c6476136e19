import { env, stdout } from "node:process";
import type { TextOptions } from "../../core/render/terminal/problem.ts";
import type { CommandLine } from "../cli-options.ts";

/** How text is printed: as wide as the terminal within reason, and coloured where that is wished and seen. */
export function terminalLook({ color, verbosity }: CommandLine): TextOptions {
  const isTerminal = stdout.isTTY;
  return {
    width: Math.min(Math.max(isTerminal ? stdout.columns : 80, 40), 120),
    color: color ?? (isTerminal && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb"),
    verbosity,
  };
}
