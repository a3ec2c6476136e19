import { WheelhouseError } from "../../core/error.ts";
import { withoutProxyFor } from "../../core/plan/child-environment.ts";
import type { Parsed } from "../../core/problem.ts";
import { chooseImage, type ImageChoice } from "../../core/target/choose-image.ts";
import { isCompatibleKernel, type Platform, parsePlatform } from "../../core/target/platform.ts";
import type { Lane, LaneProvider, LaneRequest } from "../../ports/lane.ts";
import { startContainer } from "./container.ts";
import { containerEnvironment, namedFiles } from "./container-environment.ts";
import { type DockerCli, makeDockerCli } from "./docker-cli.ts";
import { findQemuVersion, requireEmulation } from "./emulation.ts";
import { type Engine, requireEngine } from "./engine.ts";
import { findPython } from "./find-python.ts";
import { requireImage } from "./image.ts";
import { makeContainerLane } from "./lane.ts";
import { laneMounts } from "./mounts.ts";
import { findNetwork } from "./network.ts";
import { type DockerLaneParts, type Machine, machineOf } from "./parts.ts";

/**
 * Lanes in a container of the target's platform, under QEMU where this machine is of another one. Everything that can be
 * known before work begins is looked at before a container starts: target, Docker, emulation, network, folders, image.
 */
export function makeDockerLaneProvider(parts: DockerLaneParts): LaneProvider {
  return { open: (request) => openLane(parts, request) };
}

async function openLane(parts: DockerLaneParts, request: LaneRequest): Promise<Lane> {
  const machine = machineOf(parts);
  const cli = makeDockerCli(parts.processes, parts.hostEnvironment);
  const host = need(parsePlatform(machine.platform));
  const target = request.platform === null ? host : need(parsePlatform(request.platform));
  const choice = need(chooseImage({ ...request, platform: target }));
  const { engine, entry } = await requireMachine(parts, { cli, machine, host, target, signal: request.signal });
  const { canListen } = machine;
  const network = await findNetwork(cli, { name: request.containerNetwork, engine, canListen });
  const environment = withoutProxyFor(network.hostAddress, containerEnvironment(parts.hostEnvironment));
  const mounts = await laneMounts({ ...request, files: namedFiles(environment) });
  const home = `${request.workFolder}/home`;
  await parts.files.makeFolder(home);
  const image = await requireImage(cli, parts.log, { ...choice, target, signal: request.signal });
  const container = await startContainer(cli, {
    image: choice.reference,
    target,
    network: network.name,
    user: userOf(machine, engine),
    mounts,
    signal: request.signal,
  });
  try {
    const setting = { cwd: request.workFolder, environment: { ...environment, HOME: home }, signal: request.signal };
    const python = await findPython(container, { image: choice.reference, target, choice: choice.python, setting });
    const qemu = await findQemuVersion(parts.processes, entry);
    return makeContainerLane({
      container,
      python,
      kind: isCompatibleKernel(host, target) ? "native" : "emulated",
      platform: target.name,
      description: describe(choice, image.digest, python.version, qemu),
      network,
      environment: { ...setting.environment, PATH: python.path },
    });
  } catch (error) {
    await container.remove();
    throw error;
  }
}

/** Docker and emulation, both looked at before either is complained of. */
async function requireMachine(
  parts: DockerLaneParts,
  wish: {
    readonly cli: DockerCli;
    readonly machine: Machine;
    readonly host: Platform;
    readonly target: Platform;
    readonly signal: AbortSignal;
  },
): Promise<{ engine: Engine; entry: Awaited<ReturnType<typeof requireEmulation>> }> {
  const [engine, entry] = await Promise.allSettled([
    requireEngine(wish.cli, wish.signal),
    requireEmulation(parts.files, wish.machine.binfmtFolder, wish),
  ]);
  if (engine.status === "fulfilled" && entry.status === "fulfilled")
    return { engine: engine.value, entry: entry.value };
  const errors = [engine, entry].flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  const [first, second] = errors;
  if (first instanceof WheelhouseError && second instanceof WheelhouseError) {
    throw new WheelhouseError(first.code, first.message, {
      hint: `${first.hint}\nThen, too: ${second.message}\n${second.hint}`,
      problems: [first.message, second.message],
    });
  }
  throw first;
}

/** Under a rootless daemon `root` inside is this user outside; any other id would own files that this user cannot touch. */
function userOf(machine: Machine, engine: Engine): string | null {
  if (machine.user === null) return null;
  return engine.rootless ? "0:0" : `${machine.user.uid}:${machine.user.gid}`;
}

function describe(choice: ImageChoice, digest: string, python: string, qemu: string | null): string {
  const image = choice.pinned ? choice.reference : `${choice.reference} (${digest})`;
  return [image, `Python ${python}`, ...(qemu === null ? [] : [`QEMU ${qemu}`])].join(", ");
}

function need<T>(result: Parsed<T>): T {
  if (result.ok) return result.value;
  const problems = result.problems.map(({ message }) => message);
  const hint = result.problems.flatMap(({ expected }) => (expected === null ? [] : [`Use ${expected}.`])).join(" ");
  throw new WheelhouseError("unknown-target", `${problems.join("; ")}.`, { hint: hint || null, problems });
}
