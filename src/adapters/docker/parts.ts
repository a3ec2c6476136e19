import { createServer } from "node:net";
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
  /** Whether a server of this machine can listen on an address. */
  readonly canListen: (address: string) => Promise<boolean>;
}

export function machineOf(parts: DockerLaneParts): Machine {
  const linux = platform === "linux";
  return {
    platform: arch === "ia32" ? "386" : arch,
    binfmtFolder: linux ? "/proc/sys/fs/binfmt_misc" : null,
    user: linux && getuid !== undefined && getgid !== undefined ? { uid: getuid(), gid: getgid() } : null,
    canListen,
    ...parts.machine,
  };
}

/** By a try: Docker's bridge has no carrier until its first container runs, and `os.networkInterfaces()` leaves it out. */
function canListen(address: string): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer();
    server.once("error", () => settle(false));
    server.listen(0, address, () => server.close(() => settle(true)));
  });
}
