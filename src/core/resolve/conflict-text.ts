import { conflictFacts } from "./conflict-facts.ts";
import type { ConflictFact, ConflictTree } from "./conflict-tree.ts";
import { mergeFacts } from "./merge-facts.ts";
import { needText } from "./need-text.ts";

/**
 * Why it cannot hold together, as one chain from the user's lines on:
 * `requirements.txt:3 asks for torch>=2.8; requirements.txt:4 asks for torchvision==0.20.0; torchvision 0.20.0 needs
 * torch==2.5.0`. At most `limit` facts; how many more there are is said.
 */
export function conflictText(tree: ConflictTree, options: { readonly limit?: number } = {}): string {
  const sentences = mergeFacts(conflictFacts(tree)).map(factText);
  const { limit = sentences.length } = options;
  const more = sentences.length - limit;
  return [...sentences.slice(0, limit), ...(more > 0 ? [`and ${more} more facts`] : [])].join("; ");
}

/** What speaks against a solution that rests on versions of which it is not known what they need, as a sentence. */
export function doubtText(doubt: ConflictTree): string {
  return `They may conflict, as all versions do whose needs are known: ${conflictText(doubt, { limit: 6 })}.`;
}

/** One fact as a sentence without its full stop. */
export function factText(fact: ConflictFact): string {
  switch (fact.kind) {
    case "requested":
      return `${whereText(fact) ?? "the command line"} asks for ${fact.requirement}`;
    case "constraint":
      return `${whereText(fact) ?? "one of your constraints"} allows only ${fact.requirement}`;
    case "depends": {
      const { who, verb, what } = needText(fact);
      return `${who} ${verb} ${what}`;
    }
    case "no-versions":
      return WHY_NOT[fact.reason](fact);
  }
}

type NoVersions = Extract<ConflictFact, { kind: "no-versions" }>;

const WHY_NOT: Readonly<Record<NoVersions["reason"], (fact: NoVersions) => string>> = {
  absent: ({ name }) => `there is no project ${name}`,
  "none-in-range": ({ name, range, detail }) => withDetail(`there is no ${joinFilled(name, range)}`, detail),
  "no-wheel": cannotBeTaken,
  "requires-python": cannotBeTaken,
  yanked: ({ name, range, detail }) =>
    withDetail(`${joinFilled(name, range)} ${isSeveral(range) ? "are" : "is"} yanked`, detail),
  prerelease: ({ name, range }) =>
    `${joinFilled(name, range)} ${isSeveral(range) ? "are pre-releases" : "is a pre-release"}, and nobody asks for one`,
  excluded: cannotBeTaken,
  unknown: cannotBeTaken,
  "invalid-metadata": ({ name, range, detail }) =>
    `${joinFilled(name, range)} ${isSeveral(range) ? "are" : "is"} ${detail}`,
  told: ({ detail }) => detail,
};

/** `1.0, 2.0` · `1.0 to 1.4` */
function isSeveral(range: string): boolean {
  return /,| to /.test(range);
}

function cannotBeTaken({ name, range, detail }: NoVersions): string {
  return withDetail(`${joinFilled(name, range)} cannot be taken`, detail);
}

function withDetail(sentence: string, detail: string): string {
  const told = detail.replace(/\.$/, "");
  return told === "" ? sentence : `${sentence} (${told})`;
}

/** `requirements.txt:3`; null for the command line. */
export function whereText({
  place,
  where,
}: Extract<ConflictFact, { kind: "requested" | "constraint" }>): string | null {
  return place === null ? (where ?? null) : `${place.file}:${place.line}`;
}

function joinFilled(...words: readonly string[]): string {
  return words.filter((word) => word !== "").join(" ");
}
