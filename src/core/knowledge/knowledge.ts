import type { Target } from "../target/target.ts";
import type { PackageKnowledge } from "./model.ts";
import { DATA } from "./packages/data.ts";
import { DATABASES } from "./packages/databases.ts";
import { DESKTOP } from "./packages/desktop.ts";
import { GPU } from "./packages/gpu.ts";
import { MACHINE_LEARNING } from "./packages/machine-learning.ts";
import { MEDIA } from "./packages/media.ts";
import { TOOLS } from "./packages/tools.ts";
import { TORCH } from "./packages/torch.ts";
import { WEB } from "./packages/web.ts";

/** The table by families, in the order of the page that shows it. A new row is an entry in one of the lists. */
export const FAMILIES: readonly { readonly title: string; readonly rows: readonly PackageKnowledge[] }[] = [
  { title: "PyTorch", rows: TORCH },
  { title: "GPU and inference", rows: GPU },
  { title: "Learning, robotics, language", rows: MACHINE_LEARNING },
  { title: "Numbers and data", rows: DATA },
  { title: "Databases and messages", rows: DATABASES },
  { title: "Network and text", rows: WEB },
  { title: "Pictures, sound, devices", rows: MEDIA },
  { title: "Desktop", rows: DESKTOP },
  { title: "Developers' tools", rows: TOOLS },
];

export const PACKAGE_KNOWLEDGE: readonly PackageKnowledge[] = FAMILIES.flatMap(({ rows }) => rows);

/**
 * What is known of a package on a target's platform; null: nothing. It is never a verdict: the index decides whether there
 * is a wheel.
 * @param name normalised
 * @param table the first row that holds counts
 */
export function knowledgeOf(
  name: string,
  target: Target,
  table: readonly PackageKnowledge[] = PACKAGE_KNOWLEDGE,
): PackageKnowledge | null {
  const platform = target.platform.name;
  return table.find(({ names, platforms }) => names.includes(name) && (platforms?.includes(platform) ?? true)) ?? null;
}
