import type { Finding } from "../../report/model.ts";
import { joinSome } from "../../wording.ts";
import { chainOf } from "../assessed/chain.ts";
import { isVendorSilent } from "../assessed/words.ts";
import { placeEvidence } from "../evidence.ts";
import type { AssessedPackage, CheckFacts, FindingFacts, IndexTrouble } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { MOST_SHOWN, uniquePlaces } from "../requirement-places.ts";
import { INDEX_ADVICE } from "./network.ts";

/**
 * Packages of which nothing can be said, because an index did not answer or wants credentials: one finding for all of
 * them, since one cause is behind them. It never says that something is missing.
 */
export function checkNotChecked(facts: FindingFacts): CheckResult {
  const { check } = facts;
  if (check === undefined) return { findings: [] };
  // Where only a vendor's index is silent, the others have said something (`assessed/silent-vendor.ts`).
  const having = (outcome: string) =>
    check.assessed.filter((item) => item.verdict.outcome === outcome && !isVendorSilent(item));
  return {
    findings: [
      ...toFinding(facts, check, having("AUTH"), "the index wants credentials"),
      ...toFinding(facts, check, having("UNKNOWN"), "no index gave an answer"),
    ],
  };
}

function toFinding(
  facts: FindingFacts,
  check: CheckFacts,
  items: readonly AssessedPackage[],
  why: string,
): readonly Finding[] {
  const [first] = items;
  if (first === undefined) return [];
  const names = items.map(({ name }) => name);
  const troubles = troublesBehind(facts, first.verdict.outcome, names);
  const said = [...new Set(troubles.map(({ message }) => message.replace(/\.?$/, ".")))];
  const places = uniquePlaces(items.flatMap((item) => chainOf(item, check).places)).slice(0, MOST_SHOWN);
  const kind = first.verdict.outcome === "AUTH" ? "unauthorised" : (troubles[0]?.kind ?? "unreachable");
  return [
    {
      code: "network",
      severity: "error",
      target: facts.target,
      title: `${joinSome(names, 3)}: not checked, ${why}`,
      message: [
        `Whether there ${names.length === 1 ? "is a wheel" : "are wheels"} of ${joinSome(names, 10)} is not known: ${why}. That does not mean that there is none.`,
        ...(said.length === 0 ? [] : [joinSome(said, 3)]),
      ].join(" "),
      packages: names,
      places,
      evidence: [
        ...placeEvidence(places),
        ...names.slice(0, MOST_SHOWN).map((project) => ({ kind: "index" as const, project, file: null })),
      ],
      remedies: [{ text: INDEX_ADVICE[kind], commands: [] }],
    },
  ];
}

/** What the client met when it asked for these, or for no project in particular. */
function troublesBehind(
  { troubles }: FindingFacts,
  outcome: string,
  names: readonly string[],
): readonly (IndexTrouble & { kind: keyof typeof INDEX_ADVICE })[] {
  return troubles.flatMap((trouble) => {
    const { kind, project } = trouble;
    // What is too large is one file, and nothing is said here when it is not known whose.
    const concerns = project === null ? kind !== "too-large" : names.includes(project);
    if (kind === "hash-mismatch" || !concerns || (kind === "unauthorised") !== (outcome === "AUTH")) return [];
    return [{ ...trouble, kind }];
  });
}
