import { networkInterfaces } from "node:os";
import { arch, getgid, getuid, platform } from "node:process";
import type { Files } from "../../ports/files.ts";
import type { Log } from "../../ports/log.ts";
import type { ProcessRunner } from "../../ports/process.ts";

export interface DockerLaneParts {
  readonly processes: ProcessRunner;
  readonly files: Files;
  readonly log: Log;
  /** The whole environment of this process; what a container gets of it is decided here. */
  readonly hostEnvironment: Readonly<Record<string, string | undefined>>;
  /** What is known of this machine; tests give another one. */
  readonly machine?: Partial<Machine>;
}

export interface Machine {
  /** Processor in Node's words or Docker's: `x64`, `arm64`. */
  readonly platform: string;
  /** Where the kernel lists foreign formats; null where it is not this kernel that runs containers (macOS, Windows). */
  readonly binfmtFolder: string | null;
  /** Who containers run as, so that files in the work folder belong to this user; null where there are no user ids. */
  readonly user: { readonly uid: number; readonly gid: number } | null;
  /** Addresses that a server of this machine can listen on. */
  readonly addresses: () => readonly string[];
}

export function machineOf(parts: DockerLaneParts): Machine {
  const linux = platform === "linux";
  return {
    platform: arch === "ia32" ? "386" : arch,
    binfmtFolder: linux ? "/proc/sys/fs/binfmt_misc" : null,
    user: linux && getuid !== undefined && getgid !== undefined ? { uid: getuid(), gid: getgid() } : null,
    addresses: () =>
      Object.values(networkInterfaces())
        .flat()
        .flatMap((entry) => (entry === undefined ? [] : [entry.address])),
    ...parts.machine,
  };
}
