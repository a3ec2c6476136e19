import type { NoMatchFact } from "../../log/facts/facts.ts";
import { plainRequirement } from "../../log/names.ts";
import { normalizeName } from "../../pep/name.ts";
import type { DecisionPattern } from "../decision-tree.ts";
import { linesOf } from "../end-steps.ts";
import { nameOfRequirement } from "../label.ts";
import type { RunOutcome } from "../run-outcome.ts";
import type { SkipReason } from "../skipped.ts";
import { newestUsable, skippedFor } from "./no-match.ts";
import type { PatternRule } from "./pattern.ts";

const REASONS_TOLD = 5;

/** Versions in the range exist, for another Python or platform, or in a form that was not allowed. */
export const incompatibleOption: PatternRule = {
  kind: "incompatible-option",
  find: ({ outcome }) => [...outcome.noMatches.flatMap((fact) => ofNoMatch(fact, outcome)), ...ofPython(outcome)],
};

function ofNoMatch(fact: NoMatchFact, outcome: RunOutcome): readonly Omit<DecisionPattern, "kind">[] {
  const name = nameOfRequirement(fact.requirement);
  const skipped = skippedFor(outcome, fact).filter(({ reason }) => reason.kind !== "yanked");
  const stated = fact.reason?.kind === "no-wheel" || fact.reason?.kind === "unusable" ? fact.reason : null;
  if (name === null || (skipped.length === 0 && fact.otherPython.length === 0 && stated === null)) return [];
  const told = new Map<string, string>();
  for (const { event, reason } of skipped) {
    const known = told.get(event.version ?? "");
    if (known === undefined || reason.text.startsWith(known)) told.set(event.version ?? "", reason.text);
  }
  for (const { version, requiresPython } of fact.otherPython) {
    if (!told.has(version))
      told.set(version, `needs ${requiresPython === null ? "another Python" : `Python ${requiresPython}`}`);
  }
  const kinds = new Set<SkipReason["kind"]>(skipped.map(({ reason }) => reason.kind));
  if (fact.otherPython.length > 0) kinds.add("python");
  const reasons = [...told].slice(0, REASONS_TOLD).map(([version, text]) => `${version}: ${text}`);
  const wanted = plainRequirement(fact.requirement);
  if (stated !== null) {
    kinds.add("platform");
    reasons.push(stated.text, ...(stated.hint === null ? [] : [stated.hint]));
  }
  return [
    {
      package: name,
      text: `${name} has versions that fit ${wanted}, but none that can be used here (${reasons.join("; ")}).`,
      solutions: solutionsFor(name, fact, kinds, outcome.tool),
      lines: [...new Set([...linesOf(fact, outcome), ...skipped.map(({ event }) => event.span.lines[0])])].slice(
        0,
        1_000,
      ),
    },
  ];
}

function solutionsFor(
  name: string,
  fact: NoMatchFact,
  kinds: ReadonlySet<SkipReason["kind"]>,
  tool: RunOutcome["tool"],
): readonly string[] {
  const binaryOnly = tool === "uv" ? "--only-binary or --no-build" : "--only-binary";
  const pythons = [...new Set(fact.otherPython.flatMap(({ requiresPython }) => requiresPython ?? []))];
  const usable = newestUsable(fact);
  return [
    ...(kinds.has("python")
      ? [`Use a Python that ${name} supports${pythons.length > 0 ? ` (${pythons.slice(0, 3).join(", ")})` : ""}.`]
      : []),
    ...(kinds.has("platform")
      ? [
          `If ${name} publishes a source distribution, let it be built: no ${binaryOnly} for ${name}.`,
          `Or build a wheel of ${name} for this platform once and point to its folder with --find-links.`,
        ]
      : []),
    ...(kinds.has("format") ? [`Take ${name} out of --only-binary or --no-binary.`] : []),
    ...(kinds.has("date")
      ? [`Move the cut-off date (--uploaded-prior-to) behind the release of ${name} that you want.`]
      : []),
    ...(usable === null ? [] : [`Or ask for a version that can be used here, for example ${name}==${usable}.`]),
  ];
}

/** A file, folder or repository that the user named is for another Python. */
function ofPython({ requiresPython }: RunOutcome): readonly Omit<DecisionPattern, "kind">[] {
  return requiresPython.flatMap(({ packages, python, span }) =>
    packages.flatMap(({ package: printed, requires }) => {
      if (printed === null) return [];
      const name = normalizeName(printed);
      return [
        {
          package: name,
          text: `${name} needs Python ${requires}, this is ${python}.`,
          solutions: [`Use a Python that ${name} supports (${requires}).`, `Or ask for an older version of ${name}.`],
          lines: [...new Set(span.lines)],
        },
      ];
    }),
  );
}
