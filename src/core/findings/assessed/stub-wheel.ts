import { alternativeRemedies, versionRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { labelOf } from "./words.ts";

/**
 * A wheel for every platform, though others have compiled ones. A warning where it is known what is missing; else a
 * notice, because many of them only run slower.
 */
export const stubWheel: AssessedRule = {
  code: "stub-wheel",
  applies: ({ verdict }) => verdict.outcome === "STUB",
  tell: (item) => {
    const { knowledge } = item;
    const known = knowledge?.stub;
    return {
      severity: known === undefined ? "notice" : "warning",
      title: `${item.name}: a wheel without its compiled part`,
      message: [
        `${labelOf(item)} has compiled wheels for other platforms, and for this target only the one for every platform (${item.verdict.wheel ?? "any"}).`,
        known === undefined || knowledge === null
          ? "What is compiled there may be slower here, or missing."
          : `${known.replace(/\.$/, "")} (${knowledge.source}, ${knowledge.date}).`,
      ],
      remedies: [...versionRemedies(item), ...alternativeRemedies(item)],
    };
  },
};
