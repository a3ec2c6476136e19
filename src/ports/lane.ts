import type { LaneKind } from "../core/report/model.ts";
import type { Exit } from "./process.ts";

/** Where pip runs for one target: this machine's interpreter, or a container of the target's platform under QEMU. */
export interface Lane {
  readonly kind: LaneKind;
  /** `linux/arm64`. */
  readonly platform: string;
  /** For the report and the terminal, e.g. `python3.12 (/usr/bin/python3)` or the image reference. */
  readonly description: string;
  /** The host on which an HTTP server must listen so that this lane, and nothing wider, reaches it. */
  readonly bindAddress: string;
  /** The name under which the lane sees that server. */
  readonly hostAddress: string;
  /** Runs the lane's Python with these arguments, in the allow-listed environment plus `env`. */
  python(job: PythonJob): Promise<Exit>;
  /** A path of this machine as the lane sees it. Only paths below the folders that the lane was opened with are visible. */
  inside(path: string): string;
  /** The reverse of `inside`. */
  outside(path: string): string;
  /** Ends what the lane started. Idempotent. */
  close(): Promise<void>;
}

export interface PythonJob {
  readonly arguments: readonly string[];
  /** Paths of this machine. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly logFile?: string;
  readonly capture?: boolean;
  readonly input?: string;
  readonly onLine?: (line: string) => void;
  readonly signal?: AbortSignal;
}

export interface LaneRequest {
  /** `linux/arm64`; null means this machine. */
  readonly platform: string | null;
  /** `3.12`, or for the native lane a path of an interpreter; null: the lane's default. */
  readonly python: string | null;
  /** `manylinux_2_28`, `musllinux_1_2`; null: probed when native, else the default of the image table. */
  readonly libc: string | null;
  /** Container image by reference; null: by Python and libc out of the image table. */
  readonly image: string | null;
  /** `none`: the lane asks nothing of any network, as when its Python is only asked who it is. */
  readonly containerNetwork: "bridge" | "host" | "none";
  /** Read and written by the lane: the work folder of this run. */
  readonly workFolder: string;
  /** Seen read-only: the project, for requirements that are local paths. */
  readonly projectFolder: string;
  readonly signal: AbortSignal;
}

export interface LaneProvider {
  /**
   * Checks everything that can be known before work begins, then opens the lane.
   * Rejects with WheelhouseError: `no-python`, `no-docker`, `no-emulation`, `no-image`, `unknown-target`.
   */
  open(request: LaneRequest): Promise<Lane>;
}
