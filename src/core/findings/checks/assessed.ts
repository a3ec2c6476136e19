import type { Finding } from "../../report/model.ts";
import { chainOf, chainSentences } from "../assessed/chain.ts";
import { ASSESSED_RULES } from "../assessed/index.ts";
import { isBuilt, isVendorSilent } from "../assessed/words.ts";
import { placeEvidence } from "../evidence.ts";
import type { AssessedPackage, CheckFacts, FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";

/** What the indexes say of each package of the closure: at most one finding for each, the most useful one. */
export function checkAssessed({ check, target }: FindingFacts): CheckResult {
  if (check === undefined) return { findings: [] };
  return { findings: check.assessed.filter(isAnswered).flatMap((item) => toFinding(item, check, target)) };
}

/** A configured index that did not answer says nothing about the package (see `not-checked.ts`). */
function isAnswered(item: AssessedPackage): boolean {
  const { outcome } = item.verdict;
  return (outcome !== "UNKNOWN" || isVendorSilent(item)) && outcome !== "AUTH";
}

function toFinding(item: AssessedPackage, check: CheckFacts, target: string | null): Finding[] {
  const [rule, ...others] = ASSESSED_RULES.filter(({ applies }) => applies(item, check));
  if (rule === undefined) return [];
  const chain = chainOf(item, check);
  const { message, ...told } = rule.tell(item, check);
  const asides = others.flatMap(({ aside }) => (aside === undefined ? [] : [aside(item, check)]));
  const { wheel, sdist, miss } = item.verdict;
  const source = isBuilt(item) ? sdist : null;
  return [
    {
      code: rule.code,
      target,
      ...told,
      message: [...message, ...asides, ...chainSentences(chain)].join(" "),
      packages: [item.name],
      places: chain.places,
      evidence: [
        ...placeEvidence(chain.places),
        { kind: "index", project: item.name, file: wheel ?? source ?? miss?.wheel ?? sdist },
      ],
    },
  ];
}
