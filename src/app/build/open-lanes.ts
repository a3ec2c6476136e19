import type { BuildOptions } from "../../core/options/options.ts";
import type { Lane, LaneRequest } from "../../ports/lane.ts";
import { requirePlatforms } from "./platforms.ts";
import type { BuildPorts } from "./ports.ts";

/**
 * Opens a lane for each target and adds it to `lanes`, before any work begins: what is missing for the last target is told
 * at once, not after the first one has been built. A named image or libc means a container, also on its own architecture.
 */
export async function openLanes(options: BuildOptions, ports: BuildPorts, work: string, lanes: Lane[]): Promise<void> {
  const platforms = options.targets.length === 0 ? [ports.host.platform] : requirePlatforms(options.targets);
  // One image is of one architecture: among several targets it is meant for the foreign one.
  const isImageMeant = options.image !== null && platforms.length === 1;
  for (const platform of platforms) {
    const isNative = platform === ports.host.platform && !isImageMeant && options.libc === null;
    const request: LaneRequest = {
      platform,
      python: options.python,
      libc: options.libc,
      image: options.image,
      containerNetwork: options.containerNetwork,
      workFolder: work,
      projectFolder: options.workingDirectory,
      signal: ports.signal,
    };
    const lane = await (isNative ? ports.nativeLane : ports.containerLane).open(request);
    lanes.push(lane);
    ports.log.info(`${platform}: ${lane.kind}, ${lane.description}`);
  }
}
