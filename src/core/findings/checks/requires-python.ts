import { logEvidence, placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { logFacts } from "../log-facts.ts";
import { parseName, placesOfPackage } from "../requirement-places.ts";

/** A package that is fixed (an address, a folder, the only candidate) does not support this Python. */
export function checkRequiresPython(facts: FindingFacts): CheckResult {
  const { resolution } = facts;
  if (resolution === null || resolution.resolved) return { findings: [] };
  const events = logFacts(resolution.parse).requiresPython;
  return {
    findings: events.flatMap((event) =>
      event.packages.map(({ package: label, requires }) => {
        const name = label === null ? null : parseName(label);
        // uv says it of the project itself.
        const unnamed = event.tool === "uv" ? "The project" : "A package";
        const places = name === null ? [] : placesOfPackage(facts, name);
        return {
          code: "requires-python",
          severity: "error" as const,
          target: facts.target,
          title: `${name ?? unnamed.toLowerCase()}: needs another Python`,
          message: `${label ?? unnamed} supports Python ${requires}, and this is Python ${event.python}.`,
          packages: name === null ? [] : [name],
          places,
          evidence: [logEvidence(resolution.file, event.span), ...placeEvidence(places)],
          remedies: [
            { text: `Build for a Python that is ${requires} (--python).`, commands: [] },
            ...(event.tool === "uv"
              ? []
              : [{ text: `Or use a version of ${name ?? "it"} that supports Python ${event.python}.`, commands: [] }]),
          ],
        };
      }),
    ),
  };
}
