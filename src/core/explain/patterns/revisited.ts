import { joinWords } from "../../wording.ts";
import type { DecisionStep } from "../decision-tree.ts";
import { packageOf } from "../tree-builder.ts";
import { linesOfKinds, type PatternInput, type PatternRule, takenVersions } from "./pattern.ts";

/** A package was in force already, and was decided again when another requirement came in. */
export const revisited: PatternRule = {
  kind: "revisited",
  find(input) {
    if (!input.outcome.succeeded) return [];
    const refused = new Set([...input.hinted, ...input.rejected.map(({ candidate }) => packageOf(candidate))]);
    return [...input.about].flatMap(([name, steps]) => ofPackage(name, steps, refused.has(name), input));
  },
};

function ofPackage(name: string, steps: readonly DecisionStep[], isRefused: boolean, input: PatternInput) {
  const { tree, unexplained, tellsRefusals } = input;
  const versions = takenVersions(steps);
  const final = versions.at(-1);
  const gaveWay = unexplained.has(name) && tellsRefusals && !isRefused ? passedVersions(steps) : [];
  // What was refused itself has recovered; this is about what had to go because of others.
  const own = new Set(tree.refused.flatMap((each) => (packageOf(each) === name ? [each.version] : [])));
  const before = versions.length > 1 ? versions.slice(0, -1).filter((version) => !own.has(version)) : gaveWay;
  if (final === undefined || before.length === 0) return [];
  // Plain text shows that a version was looked at, not that it was in force.
  const happened = versions.length > 1 ? "was decided again" : "was looked at again";
  return [
    {
      package: name,
      text: `${name} ${happened}: first ${before.join(", ")}, then ${final}. ${whyAgain(tree, name)}`,
      solutions: [`To spare the second look, ask for ${name}==${final}.`],
      lines: linesOfKinds(steps, ["try", "resolve", "request"]),
    },
  ];
}

function passedVersions(steps: readonly DecisionStep[]): readonly string[] {
  return steps.flatMap((step) => (step.kind === "try" && step.text !== null ? [step.text] : []));
}

/** What stands between the first and the last decision: a package that was blocked, or somebody else who asked. */
function whyAgain(tree: PatternInput["tree"], name: string): string {
  const isDecision = (step: DecisionStep): boolean => step.kind === "resolve" && step.package === name;
  const first = tree.steps.findIndex(isDecision);
  const last = tree.steps.findLastIndex(isDecision);
  const between = first < last ? tree.steps.slice(first, last) : [];
  const blocked = new Set(between.flatMap((step) => (step.kind === "blocked" ? [step.package] : [])));
  if (blocked.size > 0) return `No version of ${joinWords([...blocked])} went with the first choice.`;
  const asked = between.filter((step) => step.kind === "request" && step.package === name && step.by.length > 0);
  const words = new Set(asked.map((step) => `${step.by.join(", ")} needs ${step.text}`));
  return words.size === 0
    ? "What came later did not go with the first choice."
    : `In between came: ${joinWords([...words].slice(0, 3))}.`;
}
