import type { DecisionTree } from "../../explain/decision-tree.ts";
import type { BuildReport } from "../../report/model.ts";
import { closureDecisions } from "../closure-decisions.ts";
import { PATTERN_TITLE, renderDecisionSteps } from "../decision-tree.ts";
import { htmlCode, htmlLines, htmlText } from "../escape.ts";
import { section } from "./element.ts";

/** What a resolver decided, collapsed, with what can be done about it. `summary` is HTML that is escaped already. */
export function decisionDetails(summary: string, tree: DecisionTree): string {
  const steps = `<pre>${htmlLines(renderDecisionSteps(tree, { width: 110, verbosity: 2 }).trimEnd())}</pre>`;
  const patterns = tree.patterns.map(({ kind, package: name, text, solutions }) => {
    const list = solutions.map((solution) => `<li>${htmlText(solution)}</li>`).join("");
    const what = `${htmlCode(name)}, ${PATTERN_TITLE[kind]}: ${htmlText(text)}`;
    return `<li>${what}${list === "" ? "" : `<ul>${list}</ul>`}</li>`;
  });
  const list = patterns.length === 0 ? "" : `<ul>\n${patterns.join("\n")}\n</ul>`;
  return `<details><summary>${summary}</summary>\n${steps}\n${list}</details>`;
}

/** What our own solver tried, where the report has it. */
export function solverDecisions({ targets }: BuildReport): string {
  const told = closureDecisions(targets).map(({ tree, of }) => {
    const names = of.map((index) => htmlCode(targets[index]?.target ?? "")).join(", ");
    return decisionDetails(`Decisions of the solver${targets.length === 1 ? "" : ` for ${names}`}`, tree);
  });
  return told.length === 0 ? "" : section("What the solver tried", told.join("\n"));
}
