import type { TrustClass } from "../../core/store/trust.ts";
import type { WheelTools } from "../../core/store/wheel-tools.ts";
import type { WheelhouseCache } from "../../ports/cache.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Files } from "../../ports/files.ts";
import type { IndexGateway } from "../../ports/index-gateway.ts";
import type { LaneProvider } from "../../ports/lane.ts";
import type { Log } from "../../ports/log.ts";
import type { Packs } from "../../ports/packs.ts";

/** Everything foreign that a build touches. */
export interface BuildPorts {
  readonly files: Files;
  readonly nativeLane: LaneProvider;
  readonly containerLane: LaneProvider;
  readonly gateway: IndexGateway;
  readonly cache: WheelhouseCache;
  readonly packs: Packs;
  readonly wheelTools: WheelTools;
  readonly log: Log;
  readonly clock: Clock;
  readonly host: Host;
  readonly signal: AbortSignal;
}

/** Facts of the machine and the run. */
export interface Host {
  /** `linux/amd64`. */
  readonly platform: string;
  readonly home: string | null;
  /** The user's environment; children get an allow-listed part of it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly trust: {
    readonly class: TrustClass;
    readonly mayRestore: boolean;
    readonly maySave: boolean;
    readonly reason: string | null;
  };
  /** Null outside of GitHub Actions. */
  readonly run: { readonly ref: string; readonly event: string; readonly id: string } | null;
  /** `now`: before the report is written (command line) · `later`: by the post step · `never`: the cache is off. */
  readonly saveCache: "now" | "later" | "never";
  /** Where the checkout begins, else "": projects are told apart by their folder below it, wherever it lies on a machine. */
  readonly checkout: string;
}
