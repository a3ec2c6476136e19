import { alternativeRemedies, versionRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { knowledgeSentences, labelOf } from "./words.ts";

/** A wheel for every platform, though others have compiled ones. A notice: most of them only run slower. */
export const stubWheel: AssessedRule = {
  code: "stub-wheel",
  applies: ({ verdict }) => verdict.outcome === "STUB",
  tell: (item) => {
    const known = item.knowledge?.stub;
    return {
      severity: "notice",
      title: `${item.name}: a wheel without its compiled part`,
      message: [
        `${labelOf(item)} has compiled wheels for other platforms, and for this target only the one for every platform (${item.verdict.wheel ?? "any"}).`,
        ...(known === undefined ? ["What is compiled there may be slower here, or missing."] : [known]),
        ...knowledgeSentences(item),
      ],
      remedies: [...versionRemedies(item), ...alternativeRemedies(item)],
    };
  },
};
