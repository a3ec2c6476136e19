import type { DecisionTree } from "../../explain/decision-tree.ts";
import { clip } from "../budget.ts";
import { PATTERN_TITLE, renderDecisionSteps } from "../decision-tree.ts";
import { codeSpan, fencedBlock, markdownText } from "../escape.ts";

const WIDTH = 120;

/** The tree as a block of code, with what went wrong and what can be done as a list below. */
export function renderDecisionTreeMarkdown(tree: DecisionTree): string {
  const steps = renderDecisionSteps(tree, { width: WIDTH, verbosity: 1 });
  const patterns = tree.patterns.map(({ kind, package: name, text, solutions }) => {
    const items = solutions.map((solution) => `  - ${markdownText(clip(solution, 600))}`);
    return [
      `- **${PATTERN_TITLE[kind]}** ${codeSpan(clip(name, 200))}: ${markdownText(clip(text, 1_000))}`,
      ...items,
    ].join("\n");
  });
  return (
    [fencedBlock(steps.trimEnd()), ...(patterns.length > 0 ? [patterns.join("\n")] : []), ""].join("\n\n").trimEnd() +
    "\n"
  );
}
