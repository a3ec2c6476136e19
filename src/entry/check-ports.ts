import { join } from "node:path";
import { makeDockerLaneProvider } from "../adapters/docker/lane-provider.ts";
import { nodeFiles } from "../adapters/node/files.ts";
import { nodeIndexClient } from "../adapters/node/index-client.ts";
import { makeNativeLaneProvider, nodePlatform } from "../adapters/node/native-lane.ts";
import { nodeProcesses } from "../adapters/node/processes.ts";
import type { CheckPorts } from "../app/check/ports.ts";
import type { Log } from "../ports/log.ts";
import { cacheFolder } from "./cache-folder.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The real parts of a check, on a runner and on a laptop. */
export function makeCheckPorts(environment: Environment, log: Log, signal: AbortSignal): CheckPorts {
  const parts = { processes: nodeProcesses, files: nodeFiles, log, environment, hostEnvironment: environment };
  return {
    files: nodeFiles,
    nativeLane: makeNativeLaneProvider(parts),
    containerLane: makeDockerLaneProvider(parts),
    index: nodeIndexClient,
    log,
    signal,
    host: { platform: nodePlatform(), home: environment.HOME ?? null, environment },
    cacheFolder: join(cacheFolder(environment), "index"),
  };
}
