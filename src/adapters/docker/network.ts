import { WheelhouseError } from "../../core/error.ts";
import type { DockerCli } from "./docker-cli.ts";
import type { Engine } from "./engine.ts";

/** How a container of the lane reaches a server of this machine; on the network `none` it reaches nothing. */
export interface LaneNetwork {
  /** Docker's `--network`. */
  readonly name: "bridge" | "host" | "none";
  /** What the server listens on: nothing wider than containers can reach it there. */
  readonly bindAddress: string;
  /** What the container calls it. */
  readonly hostAddress: string;
}

/** Rejects with `no-docker` when this Docker has no bridge, or one whose gateway is not an address of this machine. */
export async function findNetwork(
  cli: DockerCli,
  wish: {
    readonly name: LaneNetwork["name"];
    readonly engine: Engine;
    readonly canListen: (address: string) => Promise<boolean>;
  },
): Promise<LaneNetwork> {
  const { name, engine, canListen } = wish;
  if (name !== "bridge") return { name, bindAddress: "127.0.0.1", hostAddress: "127.0.0.1" };
  // Docker Desktop forwards this name to the loopback interface of the machine (docs.docker.com, "Networking").
  if (engine.desktop) return { name, bindAddress: "127.0.0.1", hostAddress: "host.docker.internal" };
  const args = ["network", "inspect", "bridge", "--format", "{{json .IPAM.Config}}"];
  const exit = await cli.run(args, { capture: true, timeoutSeconds: 60 });
  const gateway = exit.code === 0 ? findGateway(exit.stdout) : null;
  if (gateway === null) throw unreachable("This Docker has no network named bridge.");
  if (!(await canListen(gateway))) {
    throw unreachable(`The gateway ${gateway} of Docker's bridge is not an address of this machine.`);
  }
  return { name, bindAddress: gateway, hostAddress: gateway };
}

function unreachable(message: string): WheelhouseError {
  return new WheelhouseError(
    "no-docker",
    `${message} Containers could not reach the index that Wheelhouse serves to them.`,
    {
      hint: "Give the container this machine's network with --container-network host (input: container-network).",
    },
  );
}

/** The first IPv4 gateway; an engine that never started a container on the bridge states the subnet only: its first address. */
function findGateway(stdout: string): string | null {
  const configs: unknown = JSON.parse(stdout);
  for (const config of Array.isArray(configs) ? configs : []) {
    const { Gateway, Subnet } = config as { readonly Gateway?: unknown; readonly Subnet?: unknown };
    if (typeof Gateway === "string" && isIpv4(Gateway)) return Gateway;
    const [network = ""] = typeof Subnet === "string" ? Subnet.split("/") : [];
    if (isIpv4(network)) return network.replace(/\d+$/, (last) => String(Number(last) + 1));
  }
  return null;
}

function isIpv4(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text);
}
