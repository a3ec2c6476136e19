import { defuse } from "../../core/render/defuse.ts";
import { visibleLine } from "../../core/render/visible.ts";
import type { Log } from "../../ports/log.ts";
import { formatCommand, type Sink } from "./commands.ts";

export interface GitHubLog extends Log {
  /** Ends the last stage's group. */
  close(): void;
}

/** The step's log: each stage is a group, and no text of others commands the runner. */
export function makeGitHubLog(sink: Sink): GitHubLog {
  let isGroupOpen = false;
  const line = (text: string) => sink.write(`${defuse(text)}\n`);
  const close = () => {
    if (isGroupOpen) sink.write(formatCommand("endgroup", {}, ""));
    isGroupOpen = false;
  };
  return {
    stage(text) {
      close();
      sink.write(formatCommand("group", {}, visibleLine(text)));
      isGroupOpen = true;
    },
    info: line,
    // Not a command: the runner shows ten warnings a step, and those belong to the report.
    warning: (text) => line(`Warning: ${text}`),
    foreign: line,
    debug: (text) => sink.write(formatCommand("debug", {}, visibleLine(text))),
    close,
  };
}
