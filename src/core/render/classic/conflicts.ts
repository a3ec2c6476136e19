import type { Conflict, ConflictCause } from "../../report/model.ts";
import { conflictTreeLines } from "../conflict-tree.ts";
import { terminalText } from "../escape.ts";
import type { FileRenderer } from "../extras.ts";
import { placeText } from "../places.ts";

/** The tree of each conflict, or the causes that the installer named; "none" without any. */
export const dependencyConflicts: FileRenderer = {
  path: "dependency_conflicts.txt",
  render: ({ conflicts, complete, targets }) => {
    if (conflicts.length > 0) return `${conflicts.map(conflictBlock).join("\n\n")}\n`;
    if (!complete) return "none seen, but the run was cut short\n";
    const isKnown = targets.every(({ closure }) => closure === undefined || closure.complete);
    return isKnown ? "none\n" : "none seen, but not all that is needed is known\n";
  },
};

function conflictBlock({ project, target, causes, complete, explanation }: Conflict): string {
  const where = target === null ? "" : ` on ${target}`;
  return [
    terminalText(`${project ?? "requirements"}: cannot hold together${where}`),
    ...(explanation === undefined
      ? causes.map((cause) => terminalText(causeText(cause)))
      : conflictTreeLines(explanation)
    ).map((line) => `  ${line}`),
    ...(complete ? [] : [`  (${explanation === undefined ? UNLINKED : `incomplete: ${explanation.incomplete}`})`]),
  ].join("\n");
}

const UNLINKED = "the links between these and the requirements files are not all known";

function causeText({ kind, requirer, requirement, place }: ConflictCause): string {
  const subject = requirer ?? { requested: "the user", constraint: "a constraint", depends: "a dependency" }[kind];
  const verb = { requested: "asks for", constraint: "allows", depends: "needs" }[kind];
  return `${subject} ${verb} ${requirement}${place === null ? "" : ` (${placeText(place)})`}`;
}
