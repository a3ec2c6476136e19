import { WheelhouseError } from "../../core/error.ts";
import type { BuildOptions } from "../../core/options/options.ts";
import { chooseIndexes } from "../../core/plan/index-settings.ts";
import { type Interpreter, PROBE_SCRIPT, parseProbe } from "../../core/plan/interpreter.ts";
import type { ManifestTarget } from "../../core/store/manifest.ts";
import { targetId } from "../../core/target/target-id.ts";
import type { Lane } from "../../ports/lane.ts";
import type { TargetJob } from "./build-target.ts";
import type { TargetContext } from "./context.ts";
import type { BuildPorts } from "./ports.ts";
import { prepareInputs } from "./prepare-inputs.ts";
import type { ReadInputs } from "./read-inputs.ts";
import { restoreWheelhouse } from "./restore.ts";

export interface TargetRequest {
  readonly options: BuildOptions;
  readonly ports: BuildPorts;
  readonly inputs: ReadInputs;
  readonly lane: Lane;
  /** Private folder of this target. */
  readonly work: string;
  /** False: several targets share the output, and each gets a folder of its own below `wheelhouse/`. */
  readonly isOnly: boolean;
}

export interface OpenTarget {
  readonly job: TargetJob;
  close(): Promise<void>;
}

/** Asks the interpreter, restores the wheelhouse and opens the loopback index: everything before the first pip command. */
export async function openTarget(request: TargetRequest): Promise<OpenTarget> {
  const { options, ports, inputs, lane, work } = request;
  await ports.files.makeFolder(work);
  const interpreter = await probeInterpreter(request);
  const chosen = chooseIndexes(options, {
    environment: ports.host.environment,
    pipConfig: interpreter.pipConfig,
    defaultIndexUrl: interpreter.defaultIndexUrl,
  });
  if (chosen.indexUrls === null) {
    throw new WheelhouseError(
      "no-index",
      "No package index is known: nothing names one, and this pip has no default.",
      {
        hint: "Name it with --index-url URL (input: index-url).",
      },
    );
  }
  const manifestTarget = toManifestTarget(interpreter);
  const restored = await restoreWheelhouse(ports, manifestTarget, new Set(interpreter.tags), work);
  const session = await ports.gateway.open({
    settings: { ...chosen, indexUrls: chosen.indexUrls },
    held: [...restored.wheels.values()].map(({ held }) => held),
    storageFolder: `${work}/files`,
    bindAddress: lane.bindAddress,
    hostAddress: lane.hostAddress,
    signal: ports.signal,
  });
  const target = targetId({
    python: interpreter.abiTag === "none" ? interpreter.interpreterTag : interpreter.abiTag,
    libc: libcTag(interpreter),
    machine: interpreter.machine,
  });
  const context: TargetContext = {
    ports,
    options,
    lane,
    interpreter,
    target,
    session,
    work,
    output: inputs.output,
    restored: restored.wheels,
    names: new Map(),
  };
  const suffix = request.isOnly ? "" : `/${target}`;
  const archive = request.isOnly ? "wheelhouse.tgz" : `wheelhouse-${target}.tgz`;
  return {
    job: {
      context,
      inputs: await prepareInputs(context, inputs, chosen.findLinksPaths),
      manifestTarget,
      restored,
      to: { folder: `${inputs.output}/wheelhouse${suffix}`, archive: `${inputs.output}/${archive}` },
    },
    close: () => session.close(),
  };
}

async function probeInterpreter(request: TargetRequest): Promise<Interpreter> {
  const { lane, ports, work } = request;
  // The probe reads pip's configuration files, which our own pip commands do not.
  const env = { PIP_CONFIG_FILE: ports.host.environment.PIP_CONFIG_FILE ?? "" };
  const exit = await lane.python({
    arguments: ["-"],
    cwd: work,
    input: PROBE_SCRIPT,
    env,
    capture: true,
    signal: ports.signal,
  });
  const probe = parseProbe(exit.stdout);
  if (exit.code !== 0 || !probe.ok) {
    throw new WheelhouseError("no-python", `${lane.description} does not answer: ${exit.tail.at(-1) ?? "no output"}`, {
      hint: "Name another interpreter with --python PATH (input: python).",
    });
  }
  requirePip(probe.value, lane);
  return probe.value;
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
    python: interpreter.abiTag === "none" ? interpreter.interpreterTag : interpreter.abiTag,
  };
}

/** The newest platform that this interpreter takes: its own libc. */
function libcTag(interpreter: Interpreter): string | null {
  const { family, version } = interpreter.libc;
  if (family === "unknown") return null;
  return `${family === "musl" ? "musllinux" : "manylinux"}_${version.replace(".", "_")}`;
}
