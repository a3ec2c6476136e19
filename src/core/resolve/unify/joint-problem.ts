import { compatibleTags } from "../../pep/tags.ts";
import type { Pin, ResolveProblem, RootRequirement } from "../problem.ts";
import { makeSituation } from "../situation.ts";
import { demandOn, type Member } from "./joint-demand.ts";
import { jointName, readJointName } from "./joint-name.ts";

/** One problem that says what several targets ask for, solved as if for one machine on which every marker is decided. */
export interface Joint {
  readonly problem: ResolveProblem;
  readonly members: readonly Member[];
  /** A tag that fits there. */
  readonly tag: string;
}

/** @param alone what each target takes when it is solved alone, by its id */
export function makeJoint(problem: ResolveProblem, alone: ReadonlyMap<string, readonly Pin[]>): Joint {
  const members = problem.targets.map((target, number): Member => {
    const direct = (alone.get(target.id) ?? []).filter(({ url }) => url !== null);
    return { number, situation: makeSituation(problem, target), fixed: new Map(direct.map((pin) => [pin.name, pin])) };
  });
  const { policy, targets } = problem;
  const roots = (role: "requirements" | "constraints") =>
    problem[role].flatMap((root) =>
      members.flatMap((member) => (member.situation[role].includes(root) ? demandsOf(root, member, role) : [])),
    );
  const [first] = targets;
  return {
    members,
    tag: first === undefined ? "" : (compatibleTags(first, { rules: policy.rules })[0] ?? ""),
    problem: {
      requirements: roots("requirements"),
      constraints: roots("constraints"),
      targets: targets.slice(0, 1),
      policy: {
        ...policy,
        sourceIsAllowed: (name) => isHelper(name) || policy.sourceIsAllowed(readJointName(name).name),
        wheelIsAllowed: (name) => isHelper(name) || policy.wheelIsAllowed(readJointName(name).name),
        prefer: new Map(
          [...policy.prefer].flatMap(([name, version]) =>
            members.map(({ number }) => [jointName(name, "choice", number), version] as const),
          ),
        ),
      },
    },
  };
}

/** A constraint limits which version is chosen, and asks for no extra. */
function demandsOf(
  root: RootRequirement,
  member: Member,
  role: "requirements" | "constraints",
): readonly RootRequirement[] {
  const demands = demandOn(root.requirement, member, null);
  const asked = role === "requirements" ? demands : demands.slice(0, 1);
  return asked.map((requirement) => ({ ...root, requirement }));
}

function isHelper(name: string): boolean {
  return readJointName(name).kind !== "choice";
}
