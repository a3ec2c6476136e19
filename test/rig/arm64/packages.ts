import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { run } from "./run.ts";

/** Programs that the rig needs, and the Debian package of each. */
const NEEDED: Readonly<Record<string, string>> = {
  dockerd: "docker.io",
  docker: "docker.io",
  "docker-init": "docker.io",
  mmdebstrap: "mmdebstrap",
  "arch-test": "arch-test",
  "qemu-aarch64-static": "qemu-user-static",
  file: "file",
  ip: "iproute2",
};

/** Folders in which Debian installs programs; the `PATH` of a user may lack the second half. */
export const PROGRAM_PATH = [...(process.env.PATH ?? "").split(":"), "/usr/local/sbin", "/usr/sbin", "/sbin"].join(":");

/** Installs what is missing with apt-get (root only). */
export async function ensurePackages(say: (line: string) => void): Promise<void> {
  const missing = [...new Set(Object.keys(NEEDED).filter((program) => !isInstalled(program)))];
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((program) => NEEDED[program] ?? program))];
  if (process.getuid?.() !== 0) throw new Error(`only root can install ${packages.join(", ")}`);
  say(`installing ${packages.join(", ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const wait = ["-o", "DPkg::Lock::Timeout=300"];
  await run(["apt-get", ...wait, "update"], { env });
  await run(["apt-get", ...wait, "install", "-y", "--no-install-recommends", ...packages], { env });
}

function isInstalled(program: string): boolean {
  return PROGRAM_PATH.split(":").some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
