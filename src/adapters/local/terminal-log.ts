import type { Log } from "../../ports/log.ts";

export interface TerminalLogOptions {
  readonly write: (text: string) => void;
  /** Made safe for the sink, e.g. without control characters. */
  readonly clean: (text: string) => string;
  /** Only then are stages shown as they pass; in a pipe stderr stays quiet but for warnings and stages, line by line. */
  readonly isTerminal: boolean;
  /** 0: stages and warnings · 1: also what is done and decided · 2: also the output of children. */
  readonly verbosity: 0 | 1 | 2;
}

/** Progress for people, on standard error. */
export function makeTerminalLog(options: TerminalLogOptions): Log {
  const line = (text: string): void => options.write(`${options.clean(text)}\n`);
  return {
    stage: (text) => line(options.isTerminal ? `▸ ${text}` : text),
    info: (text) => {
      if (options.verbosity >= 1 || options.isTerminal) line(`  ${text}`);
    },
    warning: (text) => line(`warning: ${text}`),
    foreign: (text) => {
      if (options.verbosity >= 2) line(`    ${text}`);
    },
    debug: (text) => {
      if (options.verbosity >= 1) line(`  ${text}`);
    },
  };
}
