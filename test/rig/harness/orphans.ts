import { readdir, readFile } from "node:fs/promises";

export interface Orphan {
  readonly pid: number;
  readonly command: string;
}

/** Processes that still carry the job's tracking id, as the runner looks for them when a job ends. Linux only. */
export async function findOrphans(trackingId: string): Promise<readonly Orphan[]> {
  const found: Orphan[] = [];
  for (const name of await readdir("/proc").catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const environment = await readFile(`/proc/${name}/environ`, "latin1").catch(() => "");
    if (!environment.includes(`RUNNER_TRACKING_ID=${trackingId}`)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    found.push({ pid: Number(name), command: command.replaceAll("\0", " ").trim() });
  }
  return found;
}

export function endOrphans(orphans: readonly Orphan[]): void {
  for (const { pid } of orphans) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself in the meantime.
    }
  }
}
