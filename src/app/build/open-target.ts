import type { BuildOptions } from "../../core/options/options.ts";
import { pipConfigEnvironment } from "../../core/plan/child-environment.ts";
import { type FormatOption, formatOptions, sourceIsAllowed } from "../../core/plan/format-control.ts";
import { projectScope } from "../../core/store/key.ts";
import type { TargetJob } from "./build-target.ts";
import type { RestoredWheel, TargetContext } from "./context.ts";
import type { InspectedTarget } from "./inspect-target.ts";
import type { BuildPorts } from "./ports.ts";
import { prepareInputs } from "./prepare-inputs.ts";
import type { ReadInputs } from "./read-inputs.ts";
import { restoreWheelhouse } from "./restore.ts";

export interface TargetRequest {
  readonly options: BuildOptions;
  readonly ports: BuildPorts;
  readonly inputs: ReadInputs;
  readonly inspected: InspectedTarget;
  /** Private folder of this target. */
  readonly work: string;
  /** False: several targets share the output, and each gets a folder of its own below `wheelhouse/`. */
  readonly isOnly: boolean;
}

export interface OpenTarget {
  readonly job: TargetJob;
  close(): Promise<void>;
}

/** Restores the wheelhouse and opens the loopback index: everything before the first pip command. */
export async function openTarget(request: TargetRequest): Promise<OpenTarget> {
  const { options, ports, inputs, inspected, work } = request;
  const { lane, interpreter, indexes, target, manifestTarget } = inspected;
  await ports.files.makeFolder(work);
  const pipEnvironment = pipSettings(ports, interpreter.pipConfig);
  const scope = projectScope(belowCheckout(inputs.workingDirectory, ports.host.checkout), [
    ...options.requirements,
    ...options.constraints,
  ]);
  const restored = await restoreWheelhouse(ports, { target: manifestTarget, scope }, new Set(interpreter.tags), work);
  const usable = withoutForbiddenBuilds(
    restored.wheels,
    formatOptions({
      environment: { ...pipEnvironment, ...ports.host.environment },
      ...{ onlyBinary: options.onlyBinary, noBinary: options.noBinary },
      fileOptions: inputs.set.files.flatMap((file) => file.options),
    }),
  );
  const session = await ports.gateway.open({
    settings: { ...indexes, trustedHosts: [...indexes.trustedHosts, ...trustedInFiles(inputs)] },
    held: [...usable.values()].map(({ held }) => held),
    storageFolder: `${work}/files`,
    bindAddress: lane.bindAddress,
    hostAddress: lane.hostAddress,
    signal: ports.signal,
  });
  const context: TargetContext = {
    ...{ ports, options, lane, interpreter, target, session, work, pipEnvironment },
    output: inputs.output,
    restored: usable,
    names: new Map(),
  };
  const suffix = request.isOnly ? "" : `/${target}`;
  const archive = request.isOnly ? "wheelhouse.tgz" : `wheelhouse-${target}.tgz`;
  return {
    job: {
      context,
      inputs: await prepareInputs(context, inputs, indexes.findLinksPaths),
      manifestTarget,
      scope,
      restored,
      to: { folder: `${inputs.output}/wheelhouse${suffix}`, archive: `${inputs.output}/${archive}` },
    },
    close: () => session.close(),
  };
}

/** What pip's configuration files say besides the indexes; a variable of the environment comes before them. */
function pipSettings(ports: BuildPorts, pipConfig: Readonly<Record<string, string>>): Record<string, string> {
  const { environment } = ports.host;
  const fromFiles = Object.entries(pipConfigEnvironment(pipConfig));
  return Object.fromEntries(fromFiles.filter(([name]) => environment[name] === undefined));
}

/** A wheel that was built from source in an earlier run comes from source still: `--only-binary` forbids it as well. */
function withoutForbiddenBuilds(
  wheels: ReadonlyMap<string, RestoredWheel>,
  formats: readonly FormatOption[],
): ReadonlyMap<string, RestoredWheel> {
  const isAllowed = sourceIsAllowed(formats);
  return new Map([...wheels].filter(([, { wheel, held }]) => wheel.origin === "index" || isAllowed(held.project)));
}

/** `--trusted-host` lines are dropped from the copies that pip reads; the loopback index keeps to them instead. */
function trustedInFiles({ set }: ReadInputs): readonly string[] {
  return set.files.flatMap(({ options }) =>
    options.flatMap(({ name, value }) => (name === "--trusted-host" && value !== null ? [value] : [])),
  );
}

function belowCheckout(folder: string, checkout: string): string {
  return folder === checkout || folder.startsWith(`${checkout}/`) ? folder.slice(checkout.length) : folder;
}
