import type { EventOf } from "../log/event.ts";
import { plainRequirement } from "../log/names.ts";
import { areDisjoint } from "../log/uv/disjoint.ts";
import { joinWords } from "../wording.ts";
import { isOpen, isSame, labelOf } from "./label.ts";

type Rejected = Pick<EventOf<"rejected">, "candidate" | "because">;

/** One sentence, in the names at hand: `needs leaf>=2, but app-c 1.16 needs leaf<2`. */
export function whyRejected({ candidate, because }: Rejected): string {
  const own = because.filter(({ requirer }) => requirer !== null && isSame(requirer, candidate));
  const others = because.filter((each) => !own.includes(each));
  const wants = joinWords([...new Set(own.map(({ requirement }) => `needs ${plainRequirement(requirement)}`))]);
  const opposed = opponents(others, own);
  if (wants === "") return opposed === "" ? "the log does not say why" : opposed;
  if (opposed !== "") return `${wants}, but ${opposed}`;
  // Alone against nobody: no file fits at all. What a package asks of Python needs no explanation.
  return own.every(({ requirement }) => requirement.startsWith("Python")) ? wants : `${wants}, and no file fits`;
}

/**
 * Who else wants something of the same package: `app-c 1.16 needs leaf<2 and you ask for leaf>1`. Of many, those that cannot
 * hold together with what the candidate wants.
 */
function opponents(others: Rejected["because"], own: Rejected["because"]): string {
  const strict = others.filter(({ requirement }) => !isOpen(requirement));
  const opposed = strict.length < 2 ? [] : strict.filter((each) => own.some((wish) => excludes(wish, each)));
  const told = opposed.length > 0 ? opposed : strict.length > 0 ? strict : others;
  const words = told.map(({ requirement, requirer }) => {
    const text = plainRequirement(requirement);
    return requirer === null ? `you ask for ${text}` : `${labelOf(requirer)} needs ${text}`;
  });
  return joinWords([...new Set(words)]);
}

function excludes(one: Rejected["because"][number], other: Rejected["because"][number]): boolean {
  return areDisjoint(plainRequirement(one.requirement), plainRequirement(other.requirement));
}
