import { env } from "node:process";
import { makeDockerLaneProvider } from "../../adapters/docker/lane-provider.ts";
import { makeLocalCache } from "../../adapters/local/cache.ts";
import { makeNoCache } from "../../adapters/local/no-cache.ts";
import { systemClock } from "../../adapters/node/clock.ts";
import { nodeFiles } from "../../adapters/node/files.ts";
import { nodeGateway } from "../../adapters/node/gateway.ts";
import { makeNativeLaneProvider, nodePlatform } from "../../adapters/node/native-lane.ts";
import { nodePacks } from "../../adapters/node/packs.ts";
import { nodeProcesses } from "../../adapters/node/processes.ts";
import { nodeWheelTools } from "../../adapters/node/wheel-tools.ts";
import type { BuildPorts } from "../../app/build/ports.ts";
import { runBuild } from "../../app/build.ts";
import type { BuildOptions } from "../../core/options/options.ts";
import { parseOptions } from "../../core/options/parse.ts";
import type { Log } from "../../ports/log.ts";
import { cacheFolder } from "../cache-folder.ts";
import type { CommandResult } from "../cli.ts";
import type { CommandLine } from "../cli-options.ts";
import { usageError, whereLine, withTerminal } from "./command-parts.ts";

/** Old wheelhouses of a laptop go once there are more bytes than this. */
const LOCAL_CACHE_BYTES = 5 * 1024 ** 3;

export async function runBuildCommand(line: CommandLine): Promise<CommandResult> {
  const options = parseOptions(line.raw, { door: "cli", currentDirectory: process.cwd() });
  if (!options.ok) throw usageError("build", options.problems);
  const { build } = options.value;
  const outcome = await withTerminal(line, (log, signal) => runBuild(build, makePorts(build, log, signal)));
  const wheels = outcome.targets.some(({ wheelhouse }) => wheelhouse !== null) ? "wheelhouse/, wheelhouse.tgz, " : "";
  return { outcome, lastLine: whereLine(outcome.output, `${wheels}report.html, logs/`) };
}

function makePorts(options: BuildOptions, log: Log, signal: AbortSignal): BuildPorts {
  const parts = { processes: nodeProcesses, files: nodeFiles, log, environment: env, hostEnvironment: env };
  return {
    files: nodeFiles,
    nativeLane: makeNativeLaneProvider(parts),
    containerLane: makeDockerLaneProvider(parts),
    gateway: nodeGateway,
    cache: options.cache
      ? makeLocalCache({ folder: cacheFolder(env), maxBytes: LOCAL_CACHE_BYTES })
      : makeNoCache("The cache is off (--no-cache)."),
    packs: nodePacks,
    wheelTools: nodeWheelTools,
    log,
    clock: systemClock,
    signal,
    host: {
      platform: nodePlatform(),
      home: env.HOME ?? null,
      environment: env,
      trust: { class: "default", mayRestore: true, maySave: true, reason: null },
      run: null,
      saveCache: options.cache ? "now" : "never",
      checkout: "",
    },
  };
}
