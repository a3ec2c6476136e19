import { terminalText } from "../escape.ts";
import type { FileRenderer } from "../extras.ts";
import { targetHead } from "./text.ts";

/** Which file each resolved package took: nothing is claimed about files that nobody looked at. */
export const wheelAvailability: FileRenderer = {
  path: "wheel_availability.txt",
  render: ({ targets }) => {
    const head = "# The file that each resolved package took: wheel, or sdist (which had to be built).\n";
    if (targets.length === 0) return `${head}\nNothing was resolved.\n`;
    const blocks = targets.map((target) => {
      const rows = target.packages.map(({ name, version, artifact, status, file }) =>
        [`${name}==${version ?? "?"}`, artifact ?? "unknown", status, file ?? "no file"].map(terminalText).join("\t"),
      );
      return [targetHead(target.target), ...(rows.length > 0 ? rows : ["Nothing was resolved."])].join("\n");
    });
    return `${head}\n${blocks.join("\n\n")}\n`;
  },
};
