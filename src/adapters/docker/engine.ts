import { WheelhouseError } from "../../core/error.ts";
import type { Exit } from "../../ports/process.ts";
import { type DockerCli, lastWords } from "./docker-cli.ts";

/** What matters of the daemon that answers. */
export interface Engine {
  readonly version: string;
  /** The daemon runs as an ordinary user: `root` inside is this user outside. */
  readonly rootless: boolean;
  /** Docker Desktop: containers run in a virtual machine of their own. */
  readonly desktop: boolean;
}

const ANSWER_SECONDS = 60;

/**
 * Asks the daemon what it is. Rejects with `no-docker` when there is no `docker` program, no daemon, no permission, or a
 * daemon that runs Windows containers.
 */
export async function requireEngine(cli: DockerCli, signal: AbortSignal): Promise<Engine> {
  const exit = await cli.run(["info", "--format", "{{json .}}"], {
    capture: true,
    timeoutSeconds: ANSWER_SECONDS,
    signal,
  });
  if (signal.aborted) throw new WheelhouseError("cancelled", "Cancelled before work began.", { hint: null });
  if (exit.code === 127) throw noDocker("The program `docker` was not found on PATH.", INSTALL);
  const info = readInfo(exit.stdout);
  const errors = info === null ? [] : info.errors;
  if (exit.code !== 0 || info === null || errors.length > 0) throw unreachable(exit, errors[0] ?? lastWords(exit));
  if (info.os === "windows") {
    throw noDocker(
      "Docker runs Windows containers here, wheels are built in Linux ones.",
      "Switch Docker to Linux containers.",
    );
  }
  return { version: info.version, rootless: info.rootless, desktop: info.desktop };
}

const INSTALL =
  "Another architecture is built for in a container: install Docker, or build on a machine of the target's architecture.";

function unreachable(exit: Exit, words: string): WheelhouseError {
  if (exit.code === null) {
    return noDocker(
      `The Docker daemon did not answer within ${ANSWER_SECONDS} seconds.`,
      "Restart it, then run again.",
    );
  }
  if (/permission denied/i.test(words)) {
    return noDocker(`This user may not talk to the Docker daemon: ${words}.`, "Add the user to the group `docker`.");
  }
  return noDocker(
    `The Docker daemon does not answer: ${words}.`,
    "Start it (`sudo systemctl start docker`), or set DOCKER_HOST.",
  );
}

function noDocker(message: string, hint: string): WheelhouseError {
  return new WheelhouseError("no-docker", message.replace(/([.?!])\.$/, "$1"), { hint });
}

interface Info {
  readonly version: string;
  readonly os: string;
  readonly rootless: boolean;
  readonly desktop: boolean;
  readonly errors: readonly string[];
}

function readInfo(stdout: string): Info | null {
  let raw: unknown;
  try {
    raw = JSON.parse(stdout);
  } catch {
    return null;
  }
  if (typeof raw !== "object" || raw === null) return null;
  const info = raw as Readonly<Record<string, unknown>>;
  return {
    version: text(info.ServerVersion),
    os: text(info.OSType),
    rootless: texts(info.SecurityOptions).some((option) => option.includes("name=rootless")),
    desktop: text(info.OperatingSystem) === "Docker Desktop",
    errors: texts(info.ServerErrors),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
