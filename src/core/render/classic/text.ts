import { terminalText } from "../escape.ts";

import type { PackageGroup } from "../package-groups.ts";

/** The line above what belongs to one target or log. */
export function groupHead({ kind, label }: PackageGroup): string {
  return `# ${kind}: ${terminalText(label)}`;
}
