import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDockerLaneProvider } from "../../../src/adapters/docker/lane-provider.ts";
import type { Machine } from "../../../src/adapters/docker/parts.ts";
import { nodeFiles } from "../../../src/adapters/node/files.ts";
import { nodeProcesses } from "../../../src/adapters/node/processes.ts";
import type { Lane, LaneRequest } from "../../../src/ports/lane.ts";
import type { Log } from "../../../src/ports/log.ts";
import { ARM64_IMAGE, type DockerStub, makeDockerStub, type Scenario } from "../../rig/docker-stub/scenario.ts";

export const AARCH64_ENTRY =
  "enabled\ninterpreter /nowhere/qemu-aarch64\nflags: POCF\noffset 0\nmagic 7f454c460201010000000000000000000200b700\n";

/** A machine with the stub of Docker, folders for a lane, and a kernel that knows the formats in `binfmt`. */
export interface Bench {
  readonly root: string;
  readonly stub: DockerStub;
  readonly lines: string[];
  open(change?: Partial<LaneRequest>): Promise<Lane>;
  request(change?: Partial<LaneRequest>): LaneRequest;
  end(): Promise<void>;
}

export interface BenchSetting {
  readonly scenario?: Partial<Scenario>;
  /** Files of binfmt_misc by name. */
  readonly binfmt?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly machine?: Partial<Machine>;
  /** False: no `docker` program anywhere. */
  readonly docker?: boolean;
}

export async function makeBench(setting: BenchSetting = {}): Promise<Bench> {
  const root = await mkdtemp(join(tmpdir(), "wheelhouse lane-"));
  const binfmtFolder = join(root, "binfmt");
  for (const folder of ["work", "project", "bin", "binfmt"]) await mkdir(join(root, folder));
  for (const [name, text] of Object.entries(setting.binfmt ?? { "qemu-aarch64": AARCH64_ENTRY })) {
    await writeFile(join(binfmtFolder, name), text);
  }
  const stub = await makeDockerStub(join(root, "bin"), setting.scenario);
  const lines: string[] = [];
  const PATH = setting.docker === false ? join(root, "work") : `${stub.folder}:${process.env.PATH}`;
  const provider = makeDockerLaneProvider({
    processes: nodeProcesses,
    files: nodeFiles,
    log: logInto(lines),
    hostEnvironment: { PATH, HOME: root, ...setting.environment },
    machine: {
      platform: "x64",
      binfmtFolder,
      user: { uid: 1000, gid: 1001 },
      ...setting.machine,
    },
  });
  const request = (change: Partial<LaneRequest> = {}): LaneRequest => ({
    platform: "linux/arm64",
    python: "3.11",
    libc: null,
    image: ARM64_IMAGE,
    containerNetwork: "bridge",
    workFolder: join(root, "work"),
    projectFolder: join(root, "project"),
    signal: new AbortController().signal,
    ...change,
  });
  return {
    root,
    stub,
    lines,
    request,
    open: (change) => provider.open(request(change)),
    end: () => rm(root, { recursive: true, force: true }),
  };
}

export function logInto(lines: string[]): Log {
  const keep = (kind: string) => (text: string) => void lines.push(`${kind}: ${text}`);
  return {
    stage: keep("stage"),
    info: keep("info"),
    warning: keep("warning"),
    foreign: keep("foreign"),
    debug: keep("debug"),
  };
}
