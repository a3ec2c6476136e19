import { linesOfKinds, type PatternInput, type PatternRule } from "./pattern.ts";
import { recovered } from "./recovered.ts";
import { revisited } from "./revisited.ts";

/** Several versions were looked at, and the log does not show which of the two reasons it had. */
export const severalVersions: PatternRule = {
  kind: "several-versions",
  find(input) {
    if (!input.outcome.succeeded) return [];
    const told = new Set([...recovered.find(input), ...revisited.find(input)].map((pattern) => pattern.package));
    return [...input.unexplained].filter((name) => !told.has(name)).map((name) => describe(name, input));
  },
};

function describe(name: string, { about, source }: PatternInput) {
  const steps = about.get(name) ?? [];
  const versions = steps.flatMap((step) =>
    (step.kind === "try" || step.kind === "resolve") && step.text !== null ? [step.text] : [],
  );
  const option = source === "console" ? "-vv" : "PIP_RESOLVER_DEBUG=1 in the environment";
  return {
    package: name,
    text: `${name} was looked at in ${versions.length} versions: ${versions.join(", then ")}. The log does not show why.`,
    solutions: [`Run it again with ${option} to see what spoke against ${name} ${versions[0] ?? ""}.`],
    lines: linesOfKinds(steps, ["try", "resolve"]),
  };
}
