import type { BrokenRequirement } from "../../log/event.ts";
import type { BuildFacts } from "../../log/facts/facts.ts";
import { normalizeName } from "../../pep/name.ts";
import type { Finding } from "../../report/model.ts";
import { logEvidence, placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { logFacts } from "../log-facts.ts";
import { placesOfPackage } from "../requirement-places.ts";

type Broken = BuildFacts["broken"][number];

/**
 * What is installed does not go together. pip tells it after an installation, which it calls a success (exit code 0), and
 * when `pip check` asks.
 */
export function checkBrokenRequirement(facts: FindingFacts): CheckResult {
  const { resolution } = facts;
  if (resolution === null) return { findings: [] };
  const { broken } = logFacts(resolution.parse);
  return { findings: broken.map((item) => toFinding(facts, item, resolution.file)) };
}

function toFinding(facts: FindingFacts, item: Broken, file: string): Finding {
  const name = normalizeName(item.name);
  const packages = [name, ...(item.found === null ? [] : [normalizeName(item.found.name)])];
  const places = packages.flatMap((entry) => placesOfPackage(facts, entry));
  return {
    code: "broken-requirement",
    // `pip check` fails with it, an installation does not.
    severity: item.via === "check" ? "error" : "warning",
    target: facts.target,
    title: `${name}: a requirement of it is broken`,
    message: `${item.name} ${item.version} ${describe(item)}`,
    packages,
    places,
    evidence: [logEvidence(file, item.span), ...placeEvidence(places)],
    remedies: remediesOf(item).map((text) => ({ text, commands: [] })),
  };
}

function describe({ requirement, found, via }: Broken): string {
  if (requirement === null) return "is installed, but is not for this platform.";
  if (found === null) return `needs ${requirement}, which is not installed.`;
  const success = via === "install" ? " pip calls such an installation a success." : "";
  return `needs ${requirement}, but ${found.name} ${found.version} is installed.${success}`;
}

function remediesOf({ name, requirement, found }: BrokenRequirement): readonly string[] {
  if (requirement === null) return [`Install ${name} anew on this platform.`];
  if (found === null) return [`Install ${requirement}, or uninstall ${name} if nothing needs it.`];
  return [
    `Ask for ${requirement}, so that ${name} keeps working.`,
    `Or name ${name} in the same command, so that the resolver looks for a version of it that goes with the rest.`,
  ];
}
