import type { ResolveProblem } from "../resolve/problem.ts";
import { EDIT_COST, PER_EDIT } from "./cost.ts";
import type { ProposedEdit } from "./fix.ts";
import { type Line, lineOf } from "./lines.ts";
import type { Prober } from "./probe.ts";
import { reasonFor } from "./reason.ts";
import type { FactInConflict, FindRelaxations, Relaxation } from "./relaxation.ts";

/**
 * Where only wheels are allowed, a project without one may be built: `--no-binary NAME` in a requirements file takes it
 * out of `--only-binary`, for pip and uv.
 */
export const relaxSource: FindRelaxations = ({ problem, lines }, found) => {
  const { fact } = found;
  if (fact.kind !== "no-versions" || fact.reason !== "no-wheel" || problem.policy.sourceIsAllowed(fact.name)) return [];
  const line = optionLine(found, lines);
  return line === undefined ? [] : [sourceRelaxation(fact.name, line, found)];
};

/** The line of the conflict before which an option of its file can be written. */
export function optionLine({ facts }: FactInConflict, lines: readonly Line[]): Line | undefined {
  return facts.map((each) => lineOf(each, lines)).find((each) => each?.role === "requirements" && canHoldOptions(each));
}

function canHoldOptions({ located, place }: Line): boolean {
  return located === null ? /\.(?:txt|in)$/.test(place.file) : (located.quoting ?? "line") === "line";
}

function sourceRelaxation(name: string, line: Line, found: FactInConflict): Relaxation {
  const cost = PER_EDIT + EDIT_COST["allow-source"];
  const relax = (problem: ResolveProblem) => allowingSource(problem, name);
  const reason = reasonFor(name, found, `built from source it holds with the rest`);
  const edit: ProposedEdit = {
    kind: "allow-source",
    place: { ...line.place, column: 1 },
    before: "",
    after: `--no-binary ${name}\n`,
    reason,
  };
  return {
    key: `source ${name}`,
    subject: `source ${name}`,
    isWhole: true,
    isLastResort: false,
    isExchange: true,
    leastCost: cost,
    relax,
    settle: async (_: ResolveProblem, prober: Prober) => {
      const versions = await prober.versionsOf(name);
      if (!versions.some(({ hasSdist }) => hasSdist)) return null;
      const losses = [`${name} has to be built from source`];
      return {
        apply: relax,
        kind: "allow-source",
        cost,
        words: `build ${name} from source`,
        reason,
        losses,
        line: null,
        edit,
      };
    },
  };
}

/** As pip reads it: of a project in `--no-binary` no wheel is taken. */
function allowingSource(problem: ResolveProblem, name: string): ResolveProblem {
  const { policy } = problem;
  return {
    ...problem,
    policy: {
      ...policy,
      sourceIsAllowed: (other) => other === name || policy.sourceIsAllowed(other),
      wheelIsAllowed: (other) => other !== name && policy.wheelIsAllowed(other),
    },
  };
}
