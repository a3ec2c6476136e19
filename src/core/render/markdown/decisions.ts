import type { DecisionPattern, DecisionTree } from "../../explain/decision-tree.ts";
import type { BuildReport } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { closureDecisions } from "../closure-decisions.ts";
import { PATTERN_TITLE, renderDecisionSteps } from "../decision-tree.ts";
import { codeSpan, fencedBlock, htmlCode, markdownText } from "../escape.ts";
import { countOf } from "../words.ts";
import type { Detail } from "./detail.ts";
import { details } from "./table.ts";

const WIDTH = 100;
const SHOWN_PATTERNS = 20;

/** What a resolver decided, as many of its steps as there is room for, with what can be done about it. */
export function decisionBody(tree: DecisionTree, detail: Detail): string {
  const lines = renderDecisionSteps(tree, { width: WIDTH, verbosity: 1 }).trimEnd().split("\n");
  const shown = lines.slice(0, detail.decisionLines);
  const rest = lines.length - shown.length;
  const block = fencedBlock([...shown, ...(rest > 0 ? [`… and ${countOf(rest, "more line")}`] : [])].join("\n"));
  return [block, tree.patterns.slice(0, SHOWN_PATTERNS).map(patternItem).join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** What our own solver tried, collapsed. Empty where nobody asked for it, and where there is no room. */
export function solverDecisions({ targets }: BuildReport, detail: Detail): string {
  if (detail.decisionLines === 0) return "";
  return closureDecisions(targets)
    .slice(0, detail.rows)
    .map(({ tree, of }) => {
      const names = of.slice(0, 3).map((index) => htmlCode(clip(targets[index]?.target ?? "", 100)));
      const more = of.length > names.length ? ` and ${countOf(of.length - names.length, "more target")}` : "";
      const where = targets.length === 1 ? "" : ` for ${names.join(", ")}${more}`;
      return details(`Decisions of the solver${where}`, decisionBody(tree, detail));
    })
    .join("\n\n");
}

function patternItem({ kind, package: name, text, solutions }: DecisionPattern): string {
  const what = `- ${codeSpan(clip(name, 100))}, ${PATTERN_TITLE[kind]}: ${markdownText(clip(text, 600))}`;
  return [what, ...solutions.slice(0, 5).map((solution) => `  - ${markdownText(clip(solution, 400))}`)].join("\n");
}
