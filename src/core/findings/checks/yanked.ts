import { normalizeName } from "../../pep/name.ts";
import type { Evidence, Finding } from "../../report/model.ts";
import { logEvidence, placeEvidence } from "../evidence.ts";
import type { FindingFacts, YankedPackage } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { installerName } from "../installer-name.ts";
import { logFacts } from "../log-facts.ts";
import { placesOfPackage } from "../requirement-places.ts";
import { yankedReason } from "../yanked-reason.ts";

/** A version that its authors have withdrawn (PEP 592) was chosen. pip's report knows which, its log knows why. */
export function checkYanked(facts: FindingFacts): CheckResult {
  const events = facts.resolution === null ? [] : logFacts(facts.resolution.parse).yanked;
  const chosen = new Map<string, YankedPackage>(facts.yanked.map((item) => [`${item.name} ${item.version}`, item]));
  const evidence = new Map<string, Evidence>();
  for (const event of events) {
    const item = { name: normalizeName(event.name), version: event.version, reason: event.reason };
    const key = `${item.name} ${item.version}`;
    if (facts.resolution !== null) evidence.set(key, logEvidence(facts.resolution.file, event.span));
    // In a resolution that worked pip's report has the last word on what was chosen. Up to pip 23.2 it does not say
    // itself that a version is yanked.
    const isResolved = facts.packages.some(({ name, version }) => name === item.name && version === item.version);
    if (chosen.has(key) || isResolved || facts.resolution?.resolved === false) {
      chosen.set(key, { ...item, reason: chosen.get(key)?.reason ?? item.reason });
    }
  }
  return { findings: [...chosen].map(([key, item]) => toFinding(facts, item, evidence.get(key))) };
}

function toFinding(facts: FindingFacts, item: YankedPackage, shown: Evidence | undefined): Finding {
  const places = placesOfPackage(facts, item.name);
  return {
    code: "yanked",
    severity: "warning",
    target: facts.target,
    title: `${item.name}: yanked version`,
    message: `${item.name} ${item.version} has been yanked by its authors, and ${installerName(facts)} takes it only because a requirement pins it. ${yankedReason(item.reason)}`,
    packages: [item.name],
    places,
    evidence: [
      ...(shown === undefined ? [] : [shown]),
      ...placeEvidence(places),
      { kind: "index", project: item.name, file: null },
    ],
    remedies: [{ text: `Pin another version of ${item.name} that has not been yanked.`, commands: [] }],
  };
}
