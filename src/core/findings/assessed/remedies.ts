import { normalizeName } from "../../pep/name.ts";
import { parseRequirement } from "../../pep/requirement.ts";
import type { Remedy } from "../../report/model.ts";
import { capitalised, joinSome } from "../../wording.ts";
import { distributionRemedies } from "../distribution-remedies.ts";
import { managersOf, type PackageManager } from "../dockerfile-lines.ts";
import type { AssessedPackage, CheckFacts } from "../facts.ts";
import { placeText } from "../requirement-places.ts";
import { editFor } from "./edit-line.ts";
import { isBuilt } from "./words.ts";

/** A remedy of one sentence. */
export const advise = (text: string, commands: readonly string[] = []): Remedy => ({ text, commands });

/** Other versions that have a wheel, as edits of the user's own line, or as a constraint where there is none. */
export function versionRemedies(item: AssessedPackage): Remedy[] {
  const isAbsent = item.verdict.outcome === "NOT_FOUND";
  const usable = item.verdict.siblings.filter(({ wheel }) => wheel !== null || isAbsent);
  const nearest = ["older", "newer"].flatMap((kind) => {
    const sibling = usable.find((each) => each.kind === kind);
    const edit = sibling === undefined ? null : editFor(item.requirement, sibling);
    return edit === null || sibling === undefined ? [] : [{ ...edit, hasWheel: sibling.wheel !== null }];
  });
  const [place] = item.requestedBy;
  return nearest.map(({ version, after, allowed, hasWheel }) => {
    const why = `${version} ${hasWheel ? "has a wheel for this target" : "exists"}`;
    if (place !== undefined) return advise(`Change ${item.requirement} to ${after} in ${placeText(place)}: ${why}.`);
    if (allowed) return advise(`Add the constraint ${after} (a line of a constraints file): ${why}.`);
    return advise(`${item.name} ${why}, but ${parentsWords(item)}.`);
  });
}

/** Whose requirements keep it out: `requirement` is what all of them ask for together. */
function parentsWords({ requiredBy, requirement }: AssessedPackage): string {
  const [parent = "what needs it", ...others] = requiredBy;
  if (others.length === 0) return `${parent} asks for ${requirement}: try another version of ${parent}`;
  return `${joinSome(requiredBy, 3)} together ask for ${requirement}: try other versions of them`;
}

/**
 * What else does the job, best first; where that is known from is said in the message (`knowledgeSentences`). Another
 * version of the same project is left out where the index has told a better one.
 */
export function alternativeRemedies(item: AssessedPackage): Remedy[] {
  const isVersioned = versionRemedies(item).length > 0;
  return (item.knowledge?.alternatives ?? [])
    .map(({ text, requirement }) => ({ text, requirement, name: nameOf(requirement) }))
    .filter(({ name }) => !(isVersioned && name === item.name))
    .slice(0, 3)
    .map(({ text, requirement, name }) => {
      const words = text.replace(/\.$/, "").split(" ");
      // A sentence may begin with the name of the project, which is written as it is.
      const isNamed = name !== null && normalizeName((words[0] ?? "").replace(/[,:;]$/, "")) === name;
      const sentence = isNamed ? words.join(" ") : capitalised(words.join(" "));
      return advise(
        requirement === null || (isNamed && requirement === name) ? `${sentence}.` : `${sentence}: ${requirement}.`,
      );
    });
}

function nameOf(requirement: string | null): string | null {
  const read = requirement === null ? null : parseRequirement(requirement);
  return read?.ok === true ? read.value.name : null;
}

/** What the system must have for the build, for the distributions that the target can be. */
export function systemRemedies({ build }: AssessedPackage, { target }: CheckFacts): Remedy[] {
  const needed = build?.system?.build;
  if (needed === undefined) return [];
  const managers = managersOf(target);
  const names = (manager: PackageManager) => (managers.includes(manager) ? (needed[manager] ?? []) : []);
  return [...distributionRemedies({ apt: names("apt"), dnf: names("dnf"), apk: names("apk"), conda: [] }, null)];
}

/** Everything that helps against a missing wheel, the surest first. */
export function wheelRemedies(item: AssessedPackage, check: CheckFacts, between: readonly Remedy[] = []): Remedy[] {
  return [
    ...versionRemedies(item),
    ...between,
    ...alternativeRemedies(item),
    ...sourceRemedies(item),
    ...systemRemedies(item, check),
  ];
}

/** To build it, where that does not happen by itself. */
export function sourceRemedies(item: AssessedPackage): Remedy[] {
  const { sdist, wheel, outcome } = item.verdict;
  if (wheel !== null || outcome === "UNKNOWN" || outcome === "NOT_FOUND" || isBuilt(item)) return [];
  return [buildRemedy(item.name, sdist !== null)];
}

/** @param hasSource only an option stands against its source; otherwise the index has none */
export function buildRemedy(name: string, hasSource: boolean): Remedy {
  return hasSource
    ? advise(`Build ${name}: allow its source in spite of --only-binary.`, [`--no-binary ${name}`])
    : advise(`Build a wheel of ${name} where its source is, and give its folder with --find-links.`);
}
