import type { LaneKind } from "../../core/report/model.ts";
import type { Lane } from "../../ports/lane.ts";
import type { Container } from "./container.ts";
import type { ContainerPython } from "./find-python.ts";
import type { LaneNetwork } from "./network.ts";

export interface ContainerLaneParts {
  readonly container: Container;
  readonly python: ContainerPython;
  readonly kind: LaneKind;
  readonly platform: string;
  readonly description: string;
  readonly network: LaneNetwork;
  /** What each command sees. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The port over one container. Folders are mounted at their own paths, so both sides speak of the same ones. */
export function makeContainerLane(parts: ContainerLaneParts): Lane {
  const { container, python, kind, platform, description, network, environment } = parts;
  return {
    kind,
    platform,
    description,
    bindAddress: network.bindAddress,
    hostAddress: network.hostAddress,
    python: ({ arguments: args, env, ...job }) =>
      container.run({ ...job, argv: [python.program, ...args], environment: { ...environment, ...env } }),
    inside: (path) => path,
    outside: (path) => path,
    close: () => container.remove(),
  };
}
