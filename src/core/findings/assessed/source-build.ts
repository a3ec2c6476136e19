import { advise, wheelRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { costSentences, isBuilt, knowledgeSentences, labelOf, otherWheels, withoutWheel } from "./words.ts";

/** No wheel fits, so that the installer builds one. A notice when nothing is compiled: that takes seconds. */
export const sourceBuild: AssessedRule = {
  code: "source-build",
  applies: isBuilt,
  tell: (item, check) => {
    const isPure = item.build?.compile?.length === 0;
    const remedies = isPure ? [] : wheelRemedies(item, check);
    return {
      severity: isPure ? "notice" : "warning",
      title: `${item.name}: must be built from source`,
      message: [
        `${labelOf(item)} has no wheel for this target.`,
        withoutWheel(item),
        ...costSentences(item),
        ...otherWheels(item),
        ...knowledgeSentences(item),
      ],
      remedies:
        remedies.length > 0 || isPure
          ? remedies
          : [advise("Build it once with wheelhouse build, which keeps the wheel for later runs.")],
      when: "predicted",
    };
  },
};
