import type { EventOf } from "../../log/event.ts";
import { normalizeName } from "../../pep/name.ts";
import type { Finding } from "../../report/model.ts";
import { logEvidence, placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { installerName } from "../installer-name.ts";
import { placesOfPackage } from "../requirement-places.ts";

/** An extra that the chosen version does not have: the installer goes on without its requirements. */
export function checkExtraMissing(facts: FindingFacts): CheckResult {
  const { resolution } = facts;
  if (resolution === null) return { findings: [] };
  const events = new Map<string, EventOf<"extra-missing">>();
  for (const event of resolution.parse.events) {
    // Said for each candidate that is tried: the last is the one that stays.
    if (event.kind === "extra-missing") events.set(`${normalizeName(event.name)}[${event.extra}]`, event);
  }
  return { findings: [...events.values()].map((event) => toFinding(facts, event, resolution.file)) };
}

function toFinding(
  facts: FindingFacts,
  { name, version, extra, span }: EventOf<"extra-missing">,
  file: string,
): Finding {
  const project = normalizeName(name);
  const places = placesOfPackage(facts, project);
  return {
    code: "extra-missing",
    severity: "warning",
    target: facts.target,
    title: `${project}: no extra "${extra}"`,
    message: `${[name, version].filter(Boolean).join(" ")} has no extra "${extra}". ${installerName(facts)} goes on without it, so that what the extra should bring is not installed.`,
    packages: [project],
    places,
    evidence: [logEvidence(file, span), ...placeEvidence(places)],
    remedies: [
      { text: `Check the spelling of "${extra}", or use a version of ${name} that has it.`, commands: [] },
      { text: `Or ask for ${name} without it.`, commands: [] },
    ],
  };
}
