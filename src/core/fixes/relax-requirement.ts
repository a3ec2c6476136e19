import { asWritten } from "../pep/requirement.ts";
import { EDIT_COST, PER_EDIT } from "./cost.ts";
import { type Line, lineKey, lineOf, replaceLine, standsAlone } from "./lines.ts";
import { reasonFor } from "./reason.ts";
import type { FactInConflict, FindRelaxations, Relaxation } from "./relaxation.ts";

/** A requirement may go. */
export const relaxRequirement: FindRelaxations = ({ lines }, found) => {
  const line = lineOf(found.fact, lines);
  if (line === undefined || line.role === "constraints") return [];
  return standsAlone(line) ? [] : [dropRelaxation(line, found)];
};

function dropRelaxation(line: Line, found: FactInConflict): Relaxation {
  const cost = PER_EDIT + EDIT_COST["drop-requirement"];
  const relax: Relaxation["relax"] = (problem) => replaceLine(problem, line, null);
  const { name, writtenName } = line.requirement;
  const hasHashes = (line.located?.hashes.length ?? 0) > 0;
  return {
    key: `${lineKey(line)} drop`,
    subject: lineKey(line),
    isWhole: true,
    isLastResort: true,
    isExchange: false,
    leastCost: cost,
    relax,
    settle: async () => ({
      apply: relax,
      kind: "drop-requirement",
      cost,
      words: `do without ${asWritten(line.requirement)}`,
      reason: reasonFor(name, found, "no smaller change was found that holds"),
      losses: [`${writtenName} is not asked for any more`],
      line,
      edit: null,
      ...(hasHashes ? { hashes: "drop" as const } : {}),
    }),
  };
}
