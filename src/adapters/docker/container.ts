import { randomBytes } from "node:crypto";
import { WheelhouseError } from "../../core/error.ts";
import { findEmulatorCrash } from "../../core/target/emulator-crash.ts";
import type { Platform } from "../../core/target/platform.ts";
import type { Exit } from "../../ports/process.ts";
import { type DockerCli, environmentArguments, lastWords } from "./docker-cli.ts";
import { noEmulation } from "./emulation.ts";
import { type Mount, mountArguments } from "./mounts.ts";

export interface ContainerRequest {
  readonly image: string;
  readonly target: Platform;
  readonly network: string;
  /** `uid:gid`, or null for the image's own user. */
  readonly user: string | null;
  readonly mounts: readonly Mount[];
  readonly signal: AbortSignal;
}

export interface ContainerCommand {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile?: string;
  readonly capture?: boolean;
  readonly input?: string;
  readonly onLine?: (line: string) => void;
  readonly timeoutSeconds?: number;
  readonly signal?: AbortSignal;
}

/** A running container in which commands are run one after the other or side by side. */
export interface Container {
  readonly name: string;
  /** Rejects with `container-failed` when the container itself has ended. An aborted command ends the whole container. */
  run(command: ContainerCommand): Promise<Exit>;
  /** Ends everything in it. Idempotent. */
  remove(): Promise<void>;
}

/** What the container's first process is given to read, and gives back: then it runs. */
const READY = "wheelhouse: ready";
const START_SECONDS = 120;
const REMOVE_SECONDS = 60;

/**
 * Starts a container whose first process is `cat`, reading from us: it ends when our end of the pipe closes, so nothing is
 * left behind even if this process is killed. No privileges, no capabilities, no Docker socket, no variables.
 */
export async function startContainer(cli: DockerCli, request: ContainerRequest): Promise<Container> {
  const name = `wheelhouse-${randomBytes(6).toString("hex")}`;
  let isReady = (): void => {};
  const ready = new Promise<null>((settle) => {
    isReady = () => settle(null);
  });
  const keeper = { ended: null as Exit | null, removed: null as Promise<void> | null };
  const stopStart = new AbortController();
  const running = cli.run(runArguments(name, request), {
    input: `${READY}\n`,
    holdInput: true,
    onLine: (line) => line === READY && isReady(),
    signal: AbortSignal.any([request.signal, stopStart.signal]),
  });
  void running.then((exit) => {
    keeper.ended = exit;
  });
  const remove = (): Promise<void> => {
    request.signal.removeEventListener("abort", remove);
    keeper.removed ??= removeContainer(cli, name, running);
    return keeper.removed;
  };
  request.signal.addEventListener("abort", remove, { once: true });
  const timer = setTimeout(() => stopStart.abort(), START_SECONDS * 1000);
  const failed = await Promise.race([ready, running]);
  clearTimeout(timer);
  if (failed !== null) {
    await remove();
    throw stopStart.signal.aborted ? notStarted(request.image) : startError(failed, request);
  }
  return { name, remove, run: (command) => runInside(cli, name, command, { keeper, remove }) };
}

function runArguments(name: string, request: ContainerRequest): readonly string[] {
  return [
    ...["run", "--rm", "--interactive", "--init", "--pull", "never", "--log-driver", "none"],
    ...["--name", name, "--label", "wheelhouse.lane=true"],
    ...["--platform", request.target.name, "--network", request.network],
    ...["--cap-drop", "ALL", "--security-opt", "no-new-privileges"],
    ...(request.user === null ? [] : ["--user", request.user]),
    ...mountArguments(request.mounts),
    ...["--entrypoint", "cat", request.image],
  ];
}

interface Life {
  readonly keeper: { readonly ended: Exit | null; readonly removed: Promise<void> | null };
  remove(): Promise<void>;
}

async function runInside(cli: DockerCli, name: string, command: ContainerCommand, life: Life): Promise<Exit> {
  const { argv, cwd, environment, signal, ...options } = command;
  if (signal?.aborted === true) throw cancelled();
  if (life.keeper.removed !== null) throw gone("it was closed");
  // Docker's client ends when it is interrupted, the command in the container does not: it goes with its container.
  signal?.addEventListener("abort", life.remove, { once: true });
  const exit = await cli.run(
    [
      "exec",
      ...(command.input === undefined ? [] : ["--interactive"]),
      ...["--workdir", cwd, ...environmentArguments(environment), name, ...argv],
    ],
    { ...options, passed: environment, ...(signal === undefined ? {} : { signal }) },
  );
  signal?.removeEventListener("abort", life.remove);
  const wasAborted = life.keeper.removed !== null;
  if (exit.code !== 0 && !wasAborted && (await hasEnded(cli, name))) throw gone(describeEnd(life.keeper.ended, exit));
  return exit;
}

/** A failing command is nothing special; one that failed because its container is gone is. */
async function hasEnded(cli: DockerCli, name: string): Promise<boolean> {
  const exit = await cli.run(["container", "inspect", "--format", "{{.State.Running}}", name], {
    capture: true,
    timeoutSeconds: REMOVE_SECONDS,
  });
  return exit.stdout.trim() !== "true";
}

async function removeContainer(cli: DockerCli, name: string, running: Promise<Exit>): Promise<void> {
  await cli.run(["rm", "--force", "--volumes", name], { timeoutSeconds: REMOVE_SECONDS });
  await running;
}

function describeEnd(keeper: Exit | null, exit: Exit): string {
  return keeper?.code === 137 || exit.code === 137 ? "it was killed, perhaps for want of memory" : lastWords(exit);
}

function gone(reason: string): WheelhouseError {
  return new WheelhouseError("container-failed", `The build container has ended: ${reason}.`, {
    hint: "Finished wheels are kept: run again. If it was killed for memory, give the machine more, or build fewer packages at once.",
  });
}

function notStarted(image: string): WheelhouseError {
  const message = `The build container from ${image} did not start within ${START_SECONDS} seconds.`;
  return new WheelhouseError("container-failed", message, { hint: "Look at the load of the machine, then run again." });
}

function cancelled(): WheelhouseError {
  return new WheelhouseError("cancelled", "Cancelled: the build container was ended.", { hint: null });
}

function startError(exit: Exit, { image, target, signal }: ContainerRequest): WheelhouseError {
  if (signal.aborted)
    return new WheelhouseError("cancelled", "Cancelled while the build container started.", { hint: null });
  const words = lastWords(exit);
  if (exit.tail.some((line) => /exec format error/i.test(line)) || findEmulatorCrash(exit) !== null) {
    return noEmulation(`Programs of ${target.name} do not run in containers here: ${words}.`, target);
  }
  if (/executable file not found|no such file or directory: unknown/i.test(words)) {
    return new WheelhouseError(
      "no-image",
      `The image ${image} has no program \`cat\`, so it cannot be a build image.`,
      {
        hint: "Name an image with a Python and a compiler with --image (input: image).",
      },
    );
  }
  return new WheelhouseError("container-failed", `The build container could not be started from ${image}: ${words}.`, {
    hint: "Try `docker run --rm` with the same image and platform by hand.",
  });
}
