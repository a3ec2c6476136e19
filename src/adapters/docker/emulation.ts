import { realpath } from "node:fs/promises";
import { basename } from "node:path";
import { WheelhouseError } from "../../core/error.ts";
import { assessEmulation, type BinfmtEntry, parseBinfmtEntry } from "../../core/target/binfmt.ts";
import { describeEmulation, emulationAdvice } from "../../core/target/emulation-advice.ts";
import { isCompatibleKernel, type Platform } from "../../core/target/platform.ts";
import type { Files } from "../../ports/files.ts";
import type { ProcessRunner } from "../../ports/process.ts";

/** Files of the kernel's folder that are no entries. */
const NOT_ENTRIES = new Set(["register", "status"]);

/**
 * Looks whether this kernel hands programs of `target` to QEMU in every container. Rejects with `no-emulation`. Null when no
 * emulator is needed, or when it is another kernel that runs containers (`folder` null): then only a try can tell.
 */
export async function requireEmulation(
  files: Files,
  folder: string | null,
  platforms: { readonly host: Platform; readonly target: Platform },
): Promise<BinfmtEntry | null> {
  const { host, target } = platforms;
  if (folder === null || isCompatibleKernel(host, target)) return null;
  const state = assessEmulation(await readEntries(files, folder), target);
  const problem = describeEmulation(state, host, target);
  if (problem !== null) throw noEmulation(problem, target);
  return state.kind === "ready" ? state.entry : null;
}

export function noEmulation(message: string, target: Platform): WheelhouseError {
  return new WheelhouseError("no-emulation", message, { hint: emulationAdvice(target) });
}

/** `7.2.22`, asked of the registered interpreter; null when it is not a QEMU that this machine can see. */
export async function findQemuVersion(processes: ProcessRunner, entry: BinfmtEntry | null): Promise<string | null> {
  const program = entry === null ? null : await realpath(entry.interpreter).catch(() => null);
  if (program === null || !basename(program).startsWith("qemu-")) return null;
  const exit = await processes.run({
    argv: [program, "--version"],
    cwd: "/",
    env: {},
    capture: true,
    timeoutSeconds: 20,
  });
  return /\bversion (\d+(?:\.\d+)+)/.exec(exit.stdout)?.[1] ?? null;
}

async function readEntries(files: Files, folder: string): Promise<readonly BinfmtEntry[]> {
  const entries: BinfmtEntry[] = [];
  for (const name of await files.list(folder)) {
    if (NOT_ENTRIES.has(name)) continue;
    // An entry can go away between listing and reading.
    const bytes = await files.readFile(`${folder}/${name}`, { limit: 64 * 1024 }).catch(() => new Uint8Array());
    entries.push(parseBinfmtEntry(name, new TextDecoder().decode(bytes)));
  }
  return entries;
}
