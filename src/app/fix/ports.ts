import type { ResolverTool } from "../../ports/resolver-tool.ts";
import type { CheckPorts } from "../check/ports.ts";

/** Everything foreign that `fix` touches. */
export interface FixPorts extends CheckPorts {
  /** The real installers, in no order; loaded when there is something to verify. */
  readonly tools: () => Promise<readonly ResolverTool[]>;
  /**
   * Replaces the contents of files, by absolute path: all of them or none. Each keeps its mode; of a symbolic link, that
   * which it points to is replaced. Rejects with WheelhouseError when the disk does not take them.
   */
  readonly replaceFiles: (files: ReadonlyMap<string, Uint8Array>) => Promise<void>;
}

export interface FixWay {
  /** Whose answer counts; `auto`: the installer's, and the other one's where that one cannot tell. */
  readonly verify: "auto" | "pip" | "uv" | "never";
  readonly write: boolean;
}
