import { advise, wheelRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { costSentences, isBuilt, knowledgeSentences, labelOf, lacksBy, withoutWheel } from "./words.ts";

/** Only variant wheels (PEP 825, a draft) would fit, and installers do not select these yet. */
export const variantWheel: AssessedRule = {
  code: "variant-wheel",
  applies: (item) => lacksBy(item, "VARIANT_ONLY", "variant"),
  tell: (item, check) => ({
    severity: isBuilt(item) ? "warning" : "error",
    title: `${item.name}: variant wheels only`,
    message: [
      `${labelOf(item)} has only variant wheels for this target, made for certain processors or GPUs. No installer selects them yet.`,
      withoutWheel(item),
      ...costSentences(item),
      ...(item.verdict.miss === null ? [] : [`The closest is ${item.verdict.miss.wheel}.`]),
      ...knowledgeSentences(item),
    ],
    remedies: wheelRemedies(item, check, [
      advise("If the machine is the one that a variant is made for, install that file by its address."),
    ]),
    ...(isBuilt(item) ? { when: "predicted" as const } : {}),
  }),
};
