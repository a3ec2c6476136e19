import type { EventBody } from "../../event.ts";
import type { LogRule } from "../../rule.ts";

const LOOKING = /^(?:INFO: )?pip is (still )?looking at multiple versions of (\S+) to determine which version /;
/** 20.3 – 21.0 leave the prefix away. */
const LONG = /^(?:INFO: )?This is taking longer than usual\. /;

type Stage = Extract<EventBody, { kind: "backtracking-hint" }>["stage"];

/** What pip says at the 1st, 8th and 13th rejection of a package (resolution/resolvelib/reporter.py). */
export const backtrackingHint: LogRule = {
  name: "backtracking-hint",
  examples: [
    "INFO: pip is looking at multiple versions of leaf to determine which version is compatible with other requirements. This could take a while.",
    "INFO: pip is still looking at multiple versions of leaf to determine which version is compatible with other requirements. This could take a while.",
    "INFO: This is taking longer than usual. You might need to provide the dependency resolver with stricter constraints to reduce runtime.",
  ],
  starts: [
    "INFO: pip is looking at multiple versions of ",
    "INFO: pip is still looking at multiple versions of ",
    "INFO: This is taking longer than usual. ",
    "pip is looking at multiple versions of ",
    "pip is still looking at multiple versions of ",
    "This is taking longer than usual. ",
  ],
  level: "any",
  read(line) {
    const [, still, name = null] = LOOKING.exec(line.message) ?? [];
    if (name === null) return LONG.test(line.message) ? hint(null, "long") : null;
    return hint(name, still === undefined ? "looking" : "still-looking");
  },
};

function hint(name: string | null, stage: Stage): EventBody {
  return { kind: "backtracking-hint", name, stage };
}
