import type { PackageReport } from "../../report/model.ts";
import { type CheckMatrix, checkMatrix, type Standing } from "../check/matrix.ts";
import { targetWords } from "../check/tally.ts";
import { terminalText } from "../escape.ts";
import type { FileRenderer } from "../extras.ts";
import { packageGroups } from "../package-groups.ts";
import { groupHead } from "./text.ts";

const INSTALLED = "# The file that each resolved package took: wheel, or sdist (which had to be built).\n";
const CHECKED = "# For each package: wheel, source (must be built), nothing, or not checked; why; the file.\n";

/** Which file each package took, or would take. Nothing is claimed about files that nobody looked at. */
export const wheelAvailability: FileRenderer = {
  path: "wheel_availability.txt",
  render: (report) => {
    const matrix = checkMatrix(report);
    const groups = packageGroups(report);
    const head = matrix === null ? INSTALLED : CHECKED;
    if (groups.length === 0) return `${head}\nNothing was resolved.\n`;
    const blocks = groups.map((group) => {
      const index = matrix?.targets.findIndex(({ target }) => target === group.label) ?? -1;
      const rows =
        matrix === null || index === -1 ? group.packages.map(takenRow) : checkedRows(matrix, index, group.packages);
      return [groupHead(group), ...(rows.length > 0 ? rows : ["Nothing was resolved."])].join("\n");
    });
    return `${head}${sumLines(matrix)}\n${blocks.join("\n\n")}\n`;
  },
};

function sumLines(matrix: CheckMatrix | null): string {
  const targets = matrix?.targets ?? [];
  return targets.map((target) => `# ${terminalText(target.target)}: ${targetWords(target)}\n`).join("");
}

function takenRow({ name, version, artifact, status, file }: PackageReport): string {
  return row([`${name}==${version ?? "?"}`, artifact ?? "unknown", status, file ?? "no file"]);
}

const KINDS: Readonly<Record<Standing, string>> = {
  none: "nothing",
  built: "source",
  unknown: "not checked",
  doubtful: "wheel",
  wheel: "wheel",
};

/** In the order of the matrix, what lacks a wheel first. */
function checkedRows({ rows }: CheckMatrix, index: number, packages: readonly PackageReport[]): string[] {
  const files = new Map(packages.map(({ name, file }) => [name, file]));
  return rows.flatMap(({ name, cells }) => {
    const cell = cells[index];
    if (cell == null) return [];
    const label = cell.version === null ? name : `${name}==${cell.version}`;
    return [row([label, KINDS[cell.standing], cell.longWords, files.get(name) ?? "no file"])];
  });
}

function row(fields: readonly string[]): string {
  return fields.map(terminalText).join("\t");
}
