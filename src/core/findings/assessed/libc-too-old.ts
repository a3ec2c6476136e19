import { newerBase } from "./base-images.ts";
import { wheelRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { costSentences, deltaOf, isBuilt, knowledgeSentences, labelOf, lacksBy, withoutWheel } from "./words.ts";

/** Wheels for this processor and Python exist, and need a newer C library than the target has. */
export const libcTooOld: AssessedRule = {
  code: "libc-too-old",
  applies: (item) => lacksBy(item, "LIBC_TOO_OLD", "libc-version"),
  tell: (item, check) => {
    const { miss } = item.verdict;
    const needs = miss?.needs ?? "a newer C library";
    return {
      severity: isBuilt(item) ? "warning" : "error",
      title: `${item.name}: ${miss === null ? "needs a newer C library" : deltaOf(miss)}`,
      message: [
        `${labelOf(item)} has wheels for this processor, but they need ${needs} or newer${miss === null ? "" : `, and this target has ${miss.has} (${miss.wheel})`}.`,
        withoutWheel(item),
        ...costSentences(item),
        ...knowledgeSentences(item),
      ],
      remedies: wheelRemedies(item, check, [newerBase(needs, check)]),
      ...(isBuilt(item) ? { when: "predicted" as const } : {}),
    };
  },
};
