import { isMeant } from "../../pep/marker.ts";
import type { Requirement } from "../../pep/requirement.ts";
import { isNeeded } from "../../resolve/dependencies.ts";
import type { DormantDemand } from "./answer.ts";
import { lineDemand, type Needs, needDemand } from "./edges.ts";
import type { Solved } from "./solved.ts";

/**
 * Who names a package that nothing asks for: lines and taken packages whose marker is false on the target, extras that
 * nobody asks for, and constraints, which pull in nothing.
 */
export function dormantDemands(name: string, solved: Solved, { writtenBy, extrasOf }: Needs): readonly DormantDemand[] {
  const { problem, situation, pins } = solved;
  const lines = problem.requirements
    .filter(({ requirement }) => requirement.name === name && !isMeant(requirement.marker, situation.environment))
    .map((line): DormantDemand => falseMarker(lineDemand("requested", line), line.requirement));
  const needs = pins.flatMap((pin) =>
    writtenBy(pin)
      .filter((requirement) => requirement.name === name)
      .map((requirement): DormantDemand => {
        const demand = needDemand(pin, requirement);
        const extra = extraOf(requirement, extrasOf(pin), solved);
        return extra === null ? falseMarker(demand, requirement) : { demand, because: "extra", condition: extra };
      }),
  );
  const limits = problem.constraints
    .filter(({ requirement }) => requirement.name === name)
    .map((line): DormantDemand => ({ demand: lineDemand("constraint", line), because: "constraint", condition: null }));
  return [...lines, ...needs, ...limits];
}

function falseMarker(demand: DormantDemand["demand"], { marker }: Requirement): DormantDemand {
  return { demand, because: "marker", condition: marker?.canonical ?? null };
}

/** The extra that alone would make it count. */
function extraOf(requirement: Requirement, extras: readonly string[], { situation }: Solved): string | null {
  return extras.find((extra) => isNeeded(requirement, situation.environment, extra)) ?? null;
}
