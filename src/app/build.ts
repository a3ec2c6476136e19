import { WheelhouseError } from "../core/error.ts";
import type { BuildOptions } from "../core/options/options.ts";
import type { Files } from "../ports/files.ts";
import type { Lane } from "../ports/lane.ts";
import { buildReport } from "./build/build-report.ts";
import type { BuiltTarget } from "./build/build-target.ts";
import { type InspectedTarget, inspectTarget } from "./build/inspect-target.ts";
import { openLanes } from "./build/open-lanes.ts";
import { openTarget } from "./build/open-target.ts";
import type { BuildPorts } from "./build/ports.ts";
import { type ReadInputs, readInputs } from "./build/read-inputs.ts";
import type { BuildOutcome } from "./build-outcome.ts";

/**
 * The `build` use case: requirements → resolution → wheelhouse → report, for each target.
 * Rejects with WheelhouseError for everything that is known before work begins; after that there is always a report.
 */
export async function runBuild(options: BuildOptions, ports: BuildPorts): Promise<BuildOutcome> {
  const inputs = await readInputs(options, ports);
  const built = await inWorkFolder(ports, inputs.output, async (work, lanes) => {
    await openLanes(options, ports, work, lanes);
    const targets: InspectedTarget[] = [];
    for (const lane of lanes) targets.push(await inspectTarget(options, ports, lane, work));
    await clearOutput(ports, inputs.output);
    return await buildAll(options, ports, inputs, work, targets);
  });
  // The work folder is gone by now: where the disk was full, there is room for the report.
  const { writeOutput } = await import("./build/write-output.ts");
  const written = await writeOutput(ports, options, inputs, buildReport(built), built);
  return { ...written, targets: built.map(({ outcome }) => outcome) };
}

/** Whatever the work comes to, its lanes are closed and its folder is removed. */
async function inWorkFolder<T>(
  ports: BuildPorts,
  output: string,
  use: (work: string, lanes: Lane[]) => Promise<T>,
): Promise<T> {
  const { files, log } = ports;
  const work = await makeWorkFolder(files, output);
  const lanes: Lane[] = [];
  try {
    return await use(work, lanes);
  } finally {
    await Promise.allSettled(lanes.map((lane) => lane.close()));
    await files.remove(work).catch((error: unknown) => log.warning(`${work} could not be removed: ${String(error)}`));
  }
}

/** An output folder that cannot be written is a wrong input, known before any work. */
async function makeWorkFolder(files: Files, output: string): Promise<string> {
  try {
    await files.makeFolder(output);
    await files.removeAbandoned(`${output}/.work-`);
    return await files.makeTempFolder(`${output}/.work-`);
  } catch (error) {
    if (!(error instanceof WheelhouseError) || error.code !== "not-writable") throw error;
    throw new WheelhouseError("refused-path", error.message, { hint: error.hint, cause: error });
  }
}

async function buildAll(
  options: BuildOptions,
  ports: BuildPorts,
  inputs: ReadInputs,
  work: string,
  targets: readonly InspectedTarget[],
): Promise<readonly BuiltTarget[]> {
  const built: BuiltTarget[] = [];
  for (const inspected of targets) {
    const folder = `${work}/${inspected.lane.platform.replaceAll("/", "-")}`;
    const isOnly = targets.length === 1;
    const opened = await openTarget({ options, ports, inputs, inspected, work: folder, isOnly });
    try {
      // Readers of logs, checks and what they know: more code than all before, and of no use to a run that ends above.
      const { buildTarget } = await import("./build/build-target.ts");
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
