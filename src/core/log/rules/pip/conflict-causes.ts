import type { PrintedCause } from "../../event.ts";
import type { Block, LogRule } from "../../rule.ts";

const REQUESTED = "The user requested ";
const CONSTRAINT = "(constraint) ";
const DEPENDS = " depends on ";
const CAUSES_KEPT = 500;

/**
 * The causes, one a line. pip 20.3 repeats them for each candidate that it tried: doubles are left out.
 *
 * What pip ≥ 25.3 says below ("Additionally, some packages in these conflicts have no matching distributions …") is
 * not read: its check never finds any (pypa/pip#14193).
 */
export const conflictCauses: LogRule = {
  name: "conflict-causes",
  examples: [
    "The conflict is caused by:",
    "    app-a 1.0 depends on leaf<2",
    "    The user requested (constraint) leaf<2",
  ],
  starts: ["The conflict is caused by:"],
  level: "top",
  read: makeCauses,
};

function makeCauses(): Block {
  const causes = new Map<string, PrintedCause>();
  return {
    take(line) {
      if (line.indent !== 4) return false;
      const cause = readCause(line.text);
      if (cause === null) return false;
      if (causes.size < CAUSES_KEPT) causes.set(line.text, cause);
      return true;
    },
    close: () => ({ kind: "conflict-causes", causes: [...causes.values()] }),
  };
}

function readCause(text: string): PrintedCause | null {
  if (text.startsWith(REQUESTED)) {
    const rest = text.slice(REQUESTED.length);
    return rest.startsWith(CONSTRAINT)
      ? { kind: "constraint", requirer: null, requirement: rest.slice(CONSTRAINT.length) }
      : { kind: "requested", requirer: null, requirement: rest };
  }
  const at = text.indexOf(DEPENDS);
  if (at < 1) return null;
  return { kind: "depends", requirer: text.slice(0, at), requirement: text.slice(at + DEPENDS.length) };
}
