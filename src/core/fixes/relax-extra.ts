import { EDIT_COST, PER_EDIT } from "./cost.ts";
import { withoutExtra } from "./line-text.ts";
import { type Line, lineKey, lineOf, mapLine } from "./lines.ts";
import { reasonFor } from "./reason.ts";
import type { FactInConflict, FindRelaxations, Relaxation } from "./relaxation.ts";

/** A line may ask for one extra less. */
export const relaxExtras: FindRelaxations = ({ lines }, found) => {
  const line = lineOf(found.fact, lines);
  if (line === undefined || line.role === "constraints") return [];
  return line.requirement.extras.map((extra) => extraRelaxation(line, extra, found));
};

function extraRelaxation(line: Line, extra: string, found: FactInConflict): Relaxation {
  const cost = PER_EDIT + EDIT_COST["drop-extra"];
  const relax: Relaxation["relax"] = (problem) =>
    mapLine(problem, line, (requirement) => withoutExtra(requirement, extra));
  const { name, writtenName } = line.requirement;
  return {
    key: `${lineKey(line)} extra ${extra}`,
    subject: lineKey(line),
    isWhole: false,
    isLastResort: false,
    isExchange: false,
    leastCost: cost,
    relax,
    settle: async () => ({
      apply: relax,
      kind: "drop-extra",
      cost,
      words: `ask for ${writtenName} without its extra ${extra}`,
      reason: reasonFor(name, found, `without the extra ${extra} it holds with the rest`),
      losses: [`${writtenName} without what its extra ${extra} brings`],
      line,
      edit: null,
    }),
  };
}
