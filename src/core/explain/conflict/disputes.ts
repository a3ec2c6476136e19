import { parseRequirement } from "../../pep/requirement.ts";
import { specifierSetToRange } from "../../pep/specifier-range.ts";
import { isDisjoint, type VersionRange } from "../../pep/version-range.ts";
import { needText } from "../../resolve/need-text.ts";
import { joinSome } from "../../wording.ts";
import type { Demand } from "./facts.ts";

/** What a demand asks for, as it is written, without markers: `torch==2.5.0`. */
export function demandText(fact: Demand): string {
  return fact.kind === "depends" ? needText(fact).what : fact.requirement;
}

/** `torchvision 0.20.0 needs torch==2.5.0`, `left 1.0, 1.1 need shared>=2` */
export function needSentence(fact: Extract<Demand, { kind: "depends" }>): string {
  const { who, verb, what } = needText(fact);
  return `${who} ${verb} ${what}`;
}

/**
 * Why a demand is at odds with those told before it, in words for the end of its line; empty when it is not known to be
 * at odds with any one of them alone.
 */
export function disputeText(demand: Demand, earlier: readonly Demand[]): string {
  const against = earlier.filter((other) => !isAlternative(demand, other) && excludes(demand, other)).map(demandText);
  return against.length === 0 ? "" : `(conflicts with ${joinSome([...new Set(against)], 2)} above)`;
}

/** Of two versions of one package only one is ever there, so what they need is not at odds. */
function isAlternative(a: Demand, b: Demand): boolean {
  return a.kind === "depends" && b.kind === "depends" && a.name === b.name && a.versions !== b.versions;
}

/** Whether no version at all meets both: what the specifiers say, whatever versions exist. */
function excludes(a: Demand, b: Demand): boolean {
  return rangesOf(a).every((first) => rangesOf(b).every((second) => areApart(first, second)));
}

/** Each demand is compared with many. */
const KNOWN = new WeakMap<Demand, readonly (VersionRange | null)[]>();

function rangesOf(fact: Demand): readonly (VersionRange | null)[] {
  const ranges = KNOWN.get(fact) ?? wishesOf(fact).map(rangeOf);
  KNOWN.set(fact, ranges);
  return ranges;
}

/** More than one where versions that want different ones of a project are told as one fact. */
function wishesOf(fact: Demand): readonly string[] {
  return fact.kind === "depends" ? (fact.wishes ?? [fact.requirement]) : [fact.requirement];
}

function areApart(first: VersionRange | null, second: VersionRange | null): boolean {
  return first !== null && second !== null && isDisjoint(first, second);
}

function rangeOf(requirement: string) {
  const read = parseRequirement(requirement);
  if (!read.ok || read.value.url !== null) return null;
  return specifierSetToRange(read.value.specifiers).range;
}
