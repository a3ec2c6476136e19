import type { Log } from "../ports/log.ts";
import type { AfterJob } from "./after-job.ts";
import { type SavePorts, saveWheelhouse } from "./save-wheelhouse.ts";

/** Saves one wheelhouse after the other; each result is a line in the log. Never rejects. */
export async function finishJob(plan: AfterJob, ports: SavePorts & { readonly log: Log }, work: string): Promise<void> {
  for (const [index, { target, ...save }] of plan.saves.entries()) {
    try {
      const folder = `${work}/${index}`;
      await ports.files.makeFolder(folder);
      const { saved, savedBytes, key, reason } = await saveWheelhouse(ports, { ...save, work: folder });
      const what = saved ? `Saved the wheelhouse of ${target} as ${key} (${savedBytes} bytes).` : "";
      ports.log.info([what, reason ?? ""].filter((part) => part !== "").join(" "));
    } catch (error) {
      ports.log.warning(`The wheelhouse of ${target} was not saved: ${error instanceof Error ? error.message : error}`);
    }
  }
}
