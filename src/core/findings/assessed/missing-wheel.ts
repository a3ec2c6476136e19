import type { AssessedPackage, CheckFacts } from "../facts.ts";
import { advise, wheelRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { isBuilt, knowledgeSentences, labelOf, otherWheels, withoutWheel } from "./words.ts";

/** No wheel fits, and nothing can be built instead. */
export const missingWheel: AssessedRule = {
  code: "missing-wheel",
  applies: (item) => item.verdict.wheel === null && !isBuilt(item),
  tell: (item, check) => {
    const remedies = wheelRemedies(item, check);
    const { sdist } = item.verdict;
    return {
      severity: "error",
      title: `${item.name}: no wheel, and ${sdist === null ? "nothing to build from" : "its source may not be used"}`,
      message: [
        `${labelOf(item)} has no wheel for this target.`,
        withoutWheel(item),
        ...otherWheels(item),
        ...knowledgeSentences(item),
      ],
      remedies: remedies.length > 1 ? remedies : [...remedies, ...lastResort(item, check)],
    };
  },
};

/** Where there is nothing to build from on the index either. */
function lastResort({ name, verdict, requestedBy }: AssessedPackage, { target }: CheckFacts) {
  if (verdict.sdist !== null || requestedBy.length === 0) return [];
  const marker = `platform_machine != "${target.platform.machine}"`;
  return [advise(`If the code runs without it, leave it out here: ${name}; ${marker}`)];
}
