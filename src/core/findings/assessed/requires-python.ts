import { advise, versionRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { labelOf, pythonOf } from "./words.ts";

/** Every version that the requirement allows excludes this Python. */
export const requiresPython: AssessedRule = {
  code: "requires-python",
  applies: ({ verdict }) => verdict.outcome === "REQUIRES_PYTHON",
  tell: (item, check) => {
    const wanted = item.requiresPython ?? item.verdict.miss?.needs ?? null;
    const python = pythonOf(check);
    return {
      severity: "error",
      title: `${item.name}: needs ${wanted === null ? "another Python" : `Python ${wanted}`}`,
      message: [
        `${labelOf(item)} supports ${wanted === null ? "other Pythons" : `Python ${wanted}`}, and this target has ${python}.`,
      ],
      remedies: [
        ...versionRemedies(item),
        advise(`Use a Python that ${wanted === null ? "it supports" : `is ${wanted}`} (--python).`),
      ],
    };
  },
};
