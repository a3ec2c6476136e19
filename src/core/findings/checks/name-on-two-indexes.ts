import { groupBy } from "../../log/facts/group-by.ts";
import type { Finding } from "../../report/model.ts";
import { joinSome, joinWords } from "../../wording.ts";
import { chainOf } from "../assessed/chain.ts";
import { toolOf } from "../assessed/words.ts";
import { placeEvidence } from "../evidence.ts";
import type { AssessedPackage, CheckFacts, FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { MOST_SHOWN, uniquePlaces } from "../requirement-places.ts";

/**
 * Names that several of the configured indexes have (dependency confusion, pip issue 8606): pip takes the highest version
 * of all, so that whoever may publish the name on one of them decides. One finding for each set of indexes: an index that
 * mirrors many names would give hundreds.
 */
export function checkNameOnTwoIndexes({ check, target }: FindingFacts): CheckResult {
  if (check === undefined) return { findings: [] };
  const groups = groupBy(
    check.assessed.filter(({ indexes }) => indexes.length > 1),
    ({ indexes }) => indexes.join("\n"),
  );
  return { findings: [...groups.values()].map((items) => toFinding(items, check, target)) };
}

function toFinding(items: readonly AssessedPackage[], check: CheckFacts, target: string | null): Finding {
  const names = items.map(({ name }) => name);
  const [first] = items;
  const indexes = first?.indexes ?? [];
  const isUv = first !== undefined && toolOf(first) === "uv";
  const places = uniquePlaces(items.flatMap((item) => chainOf(item, check).places)).slice(0, MOST_SHOWN);
  const policy = isUv
    ? `uv takes such a name from the first index that has it, ${indexes[0]}, unless --index-strategy says otherwise.`
    : "pip has no order of indexes: it takes the highest version of all of them, so that whoever may publish the name on one of them decides what is installed.";
  return {
    code: "name-on-two-indexes",
    severity: isUv ? "notice" : "warning",
    target,
    title: `${joinSome(names, 3)}: on more than one index`,
    message: `${joinWords(indexes)} ${indexes.length === 2 ? "both" : "all"} have ${joinSome(names, 10)}. ${policy}`,
    packages: names,
    places,
    evidence: [
      ...placeEvidence(places),
      ...names.slice(0, MOST_SHOWN).map((project) => ({ kind: "index" as const, project, file: null })),
    ],
    remedies: isUv ? [] : [...PIP_REMEDIES],
  };
}

const PIP_REMEDIES = [
  {
    text: "Give one index that serves your own names first and the public ones behind them (--index-url), without --extra-index-url.",
    commands: [],
  },
  { text: "Or pin these packages with their digests (--hash): then no other file is taken.", commands: [] },
  { text: "Or install with uv, which takes a name from the first index that has it.", commands: [] },
] as const;
