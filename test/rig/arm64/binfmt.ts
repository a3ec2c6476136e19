import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { run } from "./run.ts";

const FOLDER = "/proc/sys/fs/binfmt_misc";
/** What systemd would register at boot; the package qemu-user-static brings it. Flag F is in it. */
const CONFIGURATION = "/usr/lib/binfmt.d/qemu-aarch64.conf";

/** Lets this kernel run arm64 programs through QEMU, also where no systemd did so at boot. Global to the machine. */
export async function ensureBinfmt(say: (line: string) => void): Promise<void> {
  if (process.arch === "arm64" || existsSync(`${FOLDER}/qemu-aarch64`)) return;
  if (!existsSync(`${FOLDER}/register`)) await run(["mount", "-t", "binfmt_misc", "binfmt_misc", FOLDER]);
  if (existsSync(`${FOLDER}/qemu-aarch64`)) return;
  say("registering QEMU for aarch64");
  const line = readFileSync(CONFIGURATION, "utf8")
    .split("\n")
    .find((text) => text.startsWith(":qemu-aarch64:"));
  if (line === undefined) throw new Error(`${CONFIGURATION} has no line for qemu-aarch64`);
  writeFileSync(`${FOLDER}/register`, line);
}
