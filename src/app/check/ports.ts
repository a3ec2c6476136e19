import type { Files } from "../../ports/files.ts";
import type { IndexClient } from "../../ports/index-client.ts";
import type { LaneProvider } from "../../ports/lane.ts";
import type { Log } from "../../ports/log.ts";

/** Everything foreign that a check touches. */
export interface CheckPorts {
  readonly files: Files;
  /** Asked once for the interpreter of this machine, where its pip or its tags count. */
  readonly nativeLane: LaneProvider;
  /** Only for a target that is read from an image. */
  readonly containerLane: LaneProvider;
  readonly index: IndexClient;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly host: {
    /** `linux/amd64`. */
    readonly platform: string;
    readonly home: string | null;
    readonly environment: Readonly<Record<string, string | undefined>>;
  };
  /** Where answers of indexes are kept; null: nowhere. */
  readonly cacheFolder: string | null;
  /** Whether the report is to tell what the solver tried; absent: no. */
  readonly wantsDecisions?: boolean;
}
