import { pathToFileURL } from "node:url";
import { makeDockerLaneProvider } from "../adapters/docker/lane-provider.ts";
import { makeGithubCache } from "../adapters/github/cache.ts";
import { findCacheObstacle } from "../adapters/github/cache-mode.ts";
import type { GitHubContext } from "../adapters/github/context.ts";
import { makeNoCache } from "../adapters/local/no-cache.ts";
import { systemClock } from "../adapters/node/clock.ts";
import { nodeFiles } from "../adapters/node/files.ts";
import { nodeGateway } from "../adapters/node/gateway.ts";
import { makeNativeLaneProvider, nodePlatform } from "../adapters/node/native-lane.ts";
import { nodePacks } from "../adapters/node/packs.ts";
import { nodeProcesses } from "../adapters/node/processes.ts";
import { nodeWheelTools } from "../adapters/node/wheel-tools.ts";
import type { BuildPorts } from "../app/build/ports.ts";
import type { SavePorts } from "../app/save-wheelhouse.ts";
import type { BuildOptions } from "../core/options/options.ts";
import { decideTrust } from "../core/store/trust.ts";
import type { Log } from "../ports/log.ts";
import type { Step } from "./step.ts";

/** The real parts of a build on a runner. */
export function makeRunnerPorts(step: Step, context: GitHubContext, log: Log, options: BuildOptions): BuildPorts {
  const { environment, signal } = step;
  const parts = { processes: nodeProcesses, files: nodeFiles, log, environment, hostEnvironment: environment };
  const { eventName: event, ref, defaultBranch, runId: id } = context;
  return {
    ...makeSavePorts(step, log, options.cache),
    nativeLane: makeNativeLaneProvider(parts),
    containerLane: makeDockerLaneProvider(parts),
    gateway: nodeGateway,
    wheelTools: nodeWheelTools,
    log,
    clock: systemClock,
    signal,
    host: {
      platform: nodePlatform(),
      home: environment.HOME ?? null,
      environment,
      trust: decideTrust({ event: event || null, ref, defaultBranch, optIn: false }),
      run: { ref, event, id },
      saveCache: options.cache && findCacheObstacle(environment, "write") === null ? "later" : "never",
      checkout: environment.GITHUB_WORKSPACE ?? "",
    },
  };
}

/** What the post step needs of it. */
export function makeSavePorts({ environment }: Step, log: Log, isCacheOn: boolean): SavePorts {
  const cache = isCacheOn
    ? makeGithubCache({ environment, clientModule: cacheClientModule(), debug: log.debug })
    : makeNoCache("The cache is off (cache: false).");
  return { files: nodeFiles, packs: nodePacks, cache };
}

/** The cache client stands beside the door that was started: `dist/cache-client.js`. */
function cacheClientModule(): URL {
  const door = pathToFileURL(process.argv[1] ?? "");
  return new URL(door.pathname.endsWith(".ts") ? "cache-client.ts" : "cache-client.js", door);
}
