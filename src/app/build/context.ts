import type { BuildOptions } from "../../core/options/options.ts";
import type { Interpreter } from "../../core/plan/interpreter.ts";
import type { ManifestWheel } from "../../core/store/manifest.ts";
import type { GatewaySession, HeldWheel } from "../../ports/index-gateway.ts";
import type { Lane } from "../../ports/lane.ts";
import type { BuildPorts } from "./ports.ts";

/** One target while it is being built. */
export interface TargetContext {
  readonly ports: BuildPorts;
  readonly options: BuildOptions;
  readonly lane: Lane;
  readonly interpreter: Interpreter;
  /** Id, e.g. `cp312-manylinux_2_28_aarch64`. */
  readonly target: string;
  readonly session: GatewaySession;
  /** Private folder of this run and target; removed at the end. */
  readonly work: string;
  readonly output: string;
  /** Variables for pip besides those of the lane. */
  readonly pipEnvironment: Readonly<Record<string, string>>;
  /** Wheels of the restored entry, by the digest of the wheel. */
  readonly restored: ReadonlyMap<string, RestoredWheel>;
  /** Copies of the user's files, as the lane sees them, and the paths that the user knows them by. */
  readonly names: Map<string, string>;
}

export interface RestoredWheel {
  readonly wheel: ManifestWheel;
  readonly held: HeldWheel;
}

/** What pip is told of the indexes: addresses of this machine only. */
export function indexArguments(context: TargetContext): readonly string[] {
  const { session, lane } = context;
  const [main, ...extra] = session.indexUrls;
  return [
    ...(main === undefined ? ["--no-index"] : ["--index-url", main]),
    ...extra.flatMap((url) => ["--extra-index-url", url]),
    ...session.findLinksUrls.flatMap((url) => ["--find-links", url]),
    // http to another address than 127.0.0.1 is refused by pip, unless exactly that host is trusted.
    ...(lane.hostAddress === "127.0.0.1" ? [] : ["--trusted-host", lane.hostAddress]),
  ];
}

/** pip's selection options as the user gave them. */
export function selectionArguments(options: BuildOptions): readonly string[] {
  return [
    ...options.onlyBinary.flatMap((name) => ["--only-binary", name]),
    ...options.noBinary.flatMap((name) => ["--no-binary", name]),
    ...(options.preferBinary ? ["--prefer-binary"] : []),
    ...(options.pre ? ["--pre"] : []),
    ...(options.requireHashes ? ["--require-hashes"] : []),
  ];
}
