import type { Target } from "../core/target/target.ts";
import type { IndexSettings } from "./index-gateway.ts";

/**
 * A real installer that is asked whether files resolve on a target. It installs nothing, and builds nothing unless source
 * builds are allowed.
 */
export interface ResolverTool {
  readonly name: "pip" | "uv";
  /**
   * Its version; when it is not there or too old, one sentence why in `reason`. With a target, the one that is asked about
   * that target: pip of the target's own Python goes before others.
   */
  find(signal: AbortSignal, target?: Target): Promise<{ readonly version: string } | { readonly reason: string }>;
  resolve(question: ToolQuestion): Promise<ToolAnswer>;
}

export interface ToolQuestion {
  /** Every input file by the path that the others include it by, as it is after the edits. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Which of them are given with `-r` and with `-c`. */
  readonly requirements: readonly string[];
  readonly constraints: readonly string[];
  readonly target: Target;
  readonly settings: IndexSettings;
  readonly onlyBinary: readonly string[];
  readonly noBinary: readonly string[];
  readonly preferBinary: boolean;
  readonly pre: boolean;
  /** ISO 8601; null: everything exists. */
  readonly excludeNewer: string | null;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

export interface ToolAnswer {
  /** `resolved` · `refused`: it says that they do not hold together · `failed`: it could not tell (network, time, its own error). */
  readonly state: "resolved" | "refused" | "failed";
  readonly version: string;
  /** How it was made to see the target. */
  readonly way: string;
  /** Normalised name → version; empty unless resolved. */
  readonly pins: ReadonlyMap<string, string>;
  /** Its own words, without credentials and addresses of ours, at most 16 KiB. */
  readonly text: string;
  readonly seconds: number;
}
