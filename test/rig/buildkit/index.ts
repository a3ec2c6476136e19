import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureBinfmt } from "../arm64/binfmt.ts";
import { holdLock } from "../arm64/lock.ts";
import { ensurePackages, PROGRAM_PATH } from "../arm64/packages.ts";
import { run } from "../arm64/run.ts";
import { ensureBaseImage } from "./base-image.ts";
import { type BuildkitPrograms, ensurePrograms } from "./programs.ts";

/** A BuildKit of our own with buildx before it, for amd64 and (through QEMU) arm64. Steps use the machine's network. */
export interface BuildkitRig {
  readonly buildx: string;
  /** `--build-context` that makes `FROM base` Debian with Python and gcc. */
  readonly base: string;
  /** What `buildx` needs to find the builder. */
  readonly environment: NodeJS.ProcessEnv;
  /** Ends the daemon. What it cached is gone with it. */
  stop(): Promise<void>;
}

export interface BuildkitOptions {
  readonly say?: (line: string) => void;
  /** Of the daemon, e.g. `BUILDKIT_STEP_LOG_MAX_SIZE`. */
  readonly environment?: Readonly<Record<string, string>>;
}

const READY_SECONDS = 60;

/** Compiles, builds and starts what is missing: about eight minutes the first time, ten seconds later. Root and Debian only. */
export async function startBuildkitRig({
  say = () => {},
  environment = {},
}: BuildkitOptions = {}): Promise<BuildkitRig> {
  const cache = process.env.WHEELHOUSE_CI_CACHE ?? join(homedir(), ".cache", "wheelhouse-ci");
  await mkdir(cache, { recursive: true });
  const unlock = await holdLock(join(cache, "buildkit.lock"));
  const folder = await mkdtemp(join(cache, "buildkit-"));
  let daemon: ChildProcess | null = null;
  const stop = async (): Promise<void> => {
    await end(daemon);
    await rm(folder, { recursive: true, force: true });
    await unlock();
  };
  try {
    await ensurePackages(say);
    await ensureBinfmt(say);
    const programs = await ensurePrograms(cache, say);
    const base = await ensureBaseImage(cache, say);
    const env = { PATH: PROGRAM_PATH, HOME: folder, BUILDX_CONFIG: join(folder, "client"), BUILDX_BUILDER: "rig" };
    daemon = await startDaemon(programs, folder, environment);
    await connect(programs, folder, env, daemon);
    return { buildx: programs.buildx, base: `base=oci-layout://${base}:debian`, environment: env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDaemon(programs: BuildkitPrograms, folder: string, more: Readonly<Record<string, string>>) {
  await writeFile(join(folder, "buildkitd.toml"), "[worker.oci]\n  gc = false\n");
  const log = await open(join(folder, "buildkitd.log"), "w");
  const places = ["--config", join(folder, "buildkitd.toml"), "--root", join(folder, "root"), "--addr", socket(folder)];
  const worker = ["--oci-worker-net", "host", "--containerd-worker=false"];
  const child = spawn(programs.buildkitd, [...places, ...worker], {
    stdio: ["ignore", log.fd, log.fd],
    env: { ...process.env, PATH: PROGRAM_PATH, ...more },
  });
  child.once("error", () => {});
  await log.close();
  return child;
}

async function connect({ buildx }: BuildkitPrograms, folder: string, env: NodeJS.ProcessEnv, daemon: ChildProcess) {
  await run([buildx, "create", "--name", "rig", "--driver", "remote", socket(folder)], { env });
  for (let attempt = 0; attempt < READY_SECONDS * 4; attempt += 1) {
    await sleep(250);
    const found = await run([buildx, "inspect", "rig"], { env }).catch(() => "");
    if (/^Status:\s+running$/m.test(found)) return;
    if (daemon.exitCode !== null || daemon.pid === undefined) break;
  }
  const log = await readFile(join(folder, "buildkitd.log"), "utf8");
  throw new Error(`buildkitd did not start:\n${log.split("\n").slice(-15).join("\n")}`);
}

async function end(daemon: ChildProcess | null): Promise<void> {
  if (daemon === null || daemon.exitCode !== null || daemon.pid === undefined) return;
  const ended = new Promise<void>((settle) => daemon.once("exit", () => settle()));
  daemon.kill("SIGTERM");
  await ended;
}

function socket(folder: string): string {
  return `unix://${join(folder, "buildkitd.sock")}`;
}
