import { terminalText } from "../escape.ts";
import type { FileRenderer } from "../extras.ts";
import { packageGroups } from "../package-groups.ts";
import { groupHead } from "./text.ts";

/** Which file each resolved package took: nothing is claimed about files that nobody looked at. */
export const wheelAvailability: FileRenderer = {
  path: "wheel_availability.txt",
  render: (report) => {
    const groups = packageGroups(report);
    const head = "# The file that each resolved package took: wheel, or sdist (which had to be built).\n";
    if (groups.length === 0) return `${head}\nNothing was resolved.\n`;
    const blocks = groups.map((group) => {
      const rows = group.packages.map(({ name, version, artifact, status, file }) =>
        [`${name}==${version ?? "?"}`, artifact ?? "unknown", status, file ?? "no file"].map(terminalText).join("\t"),
      );
      return [groupHead(group), ...(rows.length > 0 ? rows : ["Nothing was resolved."])].join("\n");
    });
    return `${head}\n${blocks.join("\n\n")}\n`;
  },
};
