import type { Files } from "../../ports/files.ts";
import type { Log } from "../../ports/log.ts";
import type { LogFiles } from "../../ports/logs.ts";

/** Everything foreign that explaining touches. */
export interface ExplainPorts {
  readonly files: Files;
  readonly logs: LogFiles;
  readonly log: Log;
  readonly signal: AbortSignal;
}
