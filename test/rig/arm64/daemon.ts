import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PROGRAM_PATH } from "./packages.ts";
import { run } from "./run.ts";

/** A Docker daemon of our own: own socket, own folders, no firewall rules, ended by its own process id. */
export interface Daemon {
  /** What `docker` needs to reach it. */
  readonly environment: { readonly PATH: string; readonly HOME: string; readonly DOCKER_HOST: string };
  stop(): Promise<void>;
}

const READY_SECONDS = 60;

/** `bridge`: with Docker's usual bridge `docker0`, which goes again at the end if it was not there before. */
export type DaemonNetwork = "bridge" | "none";

const BRIDGE = "docker0";

export async function startDaemon(folder: string, network: DaemonNetwork): Promise<Daemon> {
  const pidFile = join(folder, "dockerd.pid");
  await mkdir(join(folder, "client"), { recursive: true });
  await endDaemon(pidFile);
  const host = `unix://${join(folder, "docker.sock")}`;
  const log = await open(join(folder, "dockerd.log"), "w");
  const folders = ["--data-root", join(folder, "data"), "--exec-root", join(folder, "exec"), "--pidfile", pidFile];
  const bridge = network === "none" ? ["--bridge=none"] : [];
  const hadBridge = existsSync(`/sys/class/net/${BRIDGE}`);
  const child = spawn("dockerd", ["--host", host, ...folders, "--iptables=false", ...bridge], {
    stdio: ["ignore", log.fd, log.fd],
    env: { ...process.env, PATH: PROGRAM_PATH },
  });
  const ended = new Promise<void>((settle) => child.once("exit", () => settle()));
  child.once("error", () => {});
  await log.close();
  const environment = { PATH: PROGRAM_PATH, HOME: join(folder, "client"), DOCKER_HOST: host };
  await waitUntilReady(environment, () => child.exitCode === null && child.pid !== undefined, folder);
  return {
    environment,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      await rm(pidFile, { force: true });
      if (network === "bridge" && !hadBridge) await run(["ip", "link", "delete", BRIDGE], { env: environment });
    },
  };
}

async function waitUntilReady(env: NodeJS.ProcessEnv, isAlive: () => boolean, folder: string): Promise<void> {
  for (let attempt = 0; attempt < READY_SECONDS * 4; attempt += 1) {
    await sleep(250);
    const version = await run(["docker", "version", "--format", "{{.Server.Version}}"], { env }).catch(() => "");
    if (version !== "") return;
    if (!isAlive()) break;
  }
  const log = await readFile(join(folder, "dockerd.log"), "utf8");
  throw new Error(`dockerd did not start:\n${log.split("\n").slice(-15).join("\n")}`);
}

/** Ends a daemon that an earlier, killed run left behind: only if the process of that id still is a dockerd. */
async function endDaemon(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").trim());
  const isDaemon = (): boolean => {
    try {
      return readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "dockerd";
    } catch {
      return false;
    }
  };
  if (isDaemon()) process.kill(pid, "SIGTERM");
  for (let attempt = 0; attempt < 80 && isDaemon(); attempt += 1) await sleep(250);
  await rm(pidFile, { force: true });
}
