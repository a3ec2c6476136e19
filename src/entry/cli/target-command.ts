import { env } from "node:process";
import { makeDockerLaneProvider } from "../../adapters/docker/lane-provider.ts";
import { nodeFiles } from "../../adapters/node/files.ts";
import { makeNativeLaneProvider, nodePlatform } from "../../adapters/node/native-lane.ts";
import { nodeProcesses } from "../../adapters/node/processes.ts";
import { makePythonHere } from "../../app/check/python-here.ts";
import { runTarget } from "../../app/target.ts";
import { readValues } from "../../core/options/read-values.ts";
import { TARGET_INPUTS } from "../../core/options/target-definitions.ts";
import { stableJson } from "../../core/render/json.ts";
import type { PrintedText } from "../cli.ts";
import type { CommandLine } from "../cli-options.ts";
import { usageError, withTerminal } from "./command-parts.ts";

/** Prints JSON, with and without `--json`: there is nothing else to print. */
export async function runTargetCommand(line: CommandLine): Promise<PrintedText> {
  const { values, problems } = readValues(TARGET_INPUTS, line.raw, "cli");
  if (problems.length > 0) throw usageError("target", problems);
  const options = { ...values, workingDirectory: process.cwd() };
  const platform = await withTerminal(line, (log, signal) => {
    const parts = { processes: nodeProcesses, files: nodeFiles, log, environment: env, hostEnvironment: env };
    const ports = {
      files: nodeFiles,
      nativeLane: makeNativeLaneProvider(parts),
      containerLane: makeDockerLaneProvider(parts),
      log,
      signal,
      host: { platform: nodePlatform(), home: env.HOME ?? null, environment: env },
    };
    return runTarget(options, { ...ports, pythonHere: makePythonHere(options, ports) });
  });
  return { text: stableJson(platform) };
}
