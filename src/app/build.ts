import type { BuildOptions } from "../core/options/options.ts";
import type { Lane } from "../ports/lane.ts";
import { buildReport } from "./build/build-report.ts";
import { type BuiltTarget, buildTarget } from "./build/build-target.ts";
import { openLanes } from "./build/open-lanes.ts";
import { openTarget } from "./build/open-target.ts";
import type { BuildPorts } from "./build/ports.ts";
import { type ReadInputs, readInputs } from "./build/read-inputs.ts";
import { writeOutput } from "./build/write-output.ts";
import type { BuildOutcome } from "./build-outcome.ts";

/**
 * The `build` use case: requirements → resolution → wheelhouse → report, for each target.
 * Rejects with WheelhouseError for everything that is known before work begins; after that there is always a report.
 */
export async function runBuild(options: BuildOptions, ports: BuildPorts): Promise<BuildOutcome> {
  const inputs = await readInputs(options, ports);
  const { files, log } = ports;
  await files.makeFolder(inputs.output);
  const work = await files.makeTempFolder(`${inputs.output}/.work-`);
  const lanes: Lane[] = [];
  try {
    await openLanes(options, ports, work, lanes);
    await clearOutput(ports, inputs.output);
    const built = await buildAll(options, ports, inputs, work, lanes);
    const report = buildReport(built);
    const written = await writeOutput(ports, options, inputs, report, built);
    return { ...written, targets: built.map(({ outcome }) => outcome) };
  } finally {
    await Promise.allSettled(lanes.map((lane) => lane.close()));
    await files.remove(work).catch((error: unknown) => log.warning(`${work} could not be removed: ${String(error)}`));
  }
}

async function buildAll(
  options: BuildOptions,
  ports: BuildPorts,
  inputs: ReadInputs,
  work: string,
  lanes: readonly Lane[],
): Promise<readonly BuiltTarget[]> {
  const built: BuiltTarget[] = [];
  for (const lane of lanes) {
    const opened = await openTarget({
      options,
      ports,
      inputs,
      lane,
      work: `${work}/${lane.platform.replaceAll("/", "-")}`,
      isOnly: lanes.length === 1,
    });
    try {
      built.push(await buildTarget(opened.job));
    } finally {
      await opened.close();
    }
  }
  return built;
}

/** The output folder speaks of this run alone. What an earlier run had finished is in the cache. */
async function clearOutput(ports: BuildPorts, output: string): Promise<void> {
  const archives = (await ports.files.list(output)).filter((name) => /^wheelhouse.*\.tgz$/.test(name));
  for (const name of ["wheelhouse", "logs", ...archives]) await ports.files.remove(`${output}/${name}`);
}
