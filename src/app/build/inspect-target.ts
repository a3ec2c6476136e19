import { WheelhouseError } from "../../core/error.ts";
import type { BuildOptions } from "../../core/options/options.ts";
import { type ChosenIndexes, chooseIndexes } from "../../core/plan/index-settings.ts";
import type { Interpreter } from "../../core/plan/interpreter.ts";
import type { ManifestTarget } from "../../core/store/manifest.ts";
import { targetId } from "../../core/target/target-id.ts";
import type { Lane } from "../../ports/lane.ts";
import { probeInterpreter } from "../probe-interpreter.ts";
import type { BuildPorts } from "./ports.ts";

/** What is known of a target before any work on it. */
export interface InspectedTarget {
  readonly lane: Lane;
  readonly interpreter: Interpreter;
  readonly indexes: ChosenIndexes & { readonly indexUrls: readonly string[] };
  /** Id, e.g. `cp312-manylinux_2_28_aarch64`. */
  readonly target: string;
  readonly manifestTarget: ManifestTarget;
}

/**
 * Asks the lane's interpreter who it is and settles the indexes.
 * Rejects with WheelhouseError: `no-python`, `no-pip`, `no-index`.
 */
export async function inspectTarget(
  options: BuildOptions,
  ports: BuildPorts,
  lane: Lane,
  work: string,
): Promise<InspectedTarget> {
  const interpreter = await probeInterpreter(lane, { ...ports, environment: ports.host.environment, folder: work });
  requirePip(interpreter, lane);
  const chosen = chooseIndexes(options, {
    environment: ports.host.environment,
    pipConfig: interpreter.pipConfig,
    defaultIndexUrl: interpreter.defaultIndexUrl,
  });
  if (chosen.indexUrls === null) {
    const message = "No package index is known: nothing names one, and this pip has no default.";
    throw new WheelhouseError("no-index", message, { hint: "Name it with --index-url URL (input: index-url)." });
  }
  const target = targetId({ python: abiOf(interpreter), libc: libcTag(interpreter), machine: interpreter.machine });
  return {
    lane,
    interpreter,
    indexes: { ...chosen, indexUrls: chosen.indexUrls },
    target,
    manifestTarget: toManifestTarget(interpreter),
  };
}

/** `--dry-run --report` came with pip 22.2, its final form with 23.0. */
function requirePip(interpreter: Interpreter, lane: Lane): void {
  const { pip } = interpreter;
  if (pip === null) {
    throw new WheelhouseError("no-pip", `${lane.description} has no pip.`, {
      hint: "Install it: `python -m ensurepip --upgrade`, or the package python3-pip of the distribution.",
    });
  }
  if (Number(pip.split(".")[0]) < 23) {
    throw new WheelhouseError(
      "no-pip",
      `${lane.description} has pip ${pip}; resolving without installing needs pip 23.0.`,
      {
        hint: "Upgrade it: `python -m pip install 'pip>=23'`.",
      },
    );
  }
}

function toManifestTarget(interpreter: Interpreter): ManifestTarget {
  const { libc } = interpreter;
  return {
    os: interpreter.platform,
    arch: interpreter.machine,
    libc: libc.family === "unknown" ? null : { name: libc.family, version: libc.version },
    python: abiOf(interpreter),
  };
}

/** An interpreter without an ABI of its own is told by its kind. */
function abiOf({ abiTag, interpreterTag }: Interpreter): string {
  return abiTag === "none" ? interpreterTag : abiTag;
}

/** The newest platform that this interpreter takes: its own libc. */
function libcTag(interpreter: Interpreter): string | null {
  const { family, version } = interpreter.libc;
  if (family === "unknown") return null;
  return `${family === "musl" ? "musllinux" : "manylinux"}_${version.replace(".", "_")}`;
}
