import type { Finding, PackageReport } from "../../report/model.ts";
import { placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { placesOfPackage } from "../requirement-places.ts";

/** From this on a build costs enough to be worth a change: one minute. */
const SLOW_SECONDS = 60;

/** Packages that were compiled or packed here because pip chose their source distribution. */
export function checkSourceBuild(facts: FindingFacts): CheckResult {
  const built = facts.packages.filter((item) => item.status === "built" && item.artifact === "sdist");
  return { findings: built.map((item) => toFinding(facts, item)) };
}

function toFinding(facts: FindingFacts, item: PackageReport): Finding {
  const places = placesOfPackage(facts, item.name);
  const seconds = item.seconds.build;
  const slow = item.lane === "emulated" || (seconds ?? 0) >= SLOW_SECONDS;
  const label = item.version === null ? item.name : `${item.name} ${item.version}`;
  const took = seconds === null ? "" : ` in ${Math.max(1, Math.round(seconds))} s`;
  const lane = item.lane === null ? "" : ` on the ${item.lane} lane`;
  return {
    code: "source-build",
    severity: slow ? "warning" : "notice",
    target: facts.target,
    title: `${item.name}: built from source`,
    message: `${label} was built from its source distribution${took}${lane}: pip chose it, as it does when no wheel of the index fits ${facts.target ?? "the target"} or when wheels are not allowed (--no-binary).`,
    packages: [item.name],
    places,
    evidence: [...placeEvidence(places), { kind: "index", project: item.name, file: null }],
    remedies: remediesFor(item),
    when: "done",
  };
}

function remediesFor(item: PackageReport): Finding["remedies"] {
  const other = {
    text: "Look for a version that has a wheel for this target; later runs reuse the wheel that was built now.",
    commands: [],
  };
  if (item.lane !== "emulated") return [other];
  return [{ text: "Build on a native arm64 runner: emulated compiling takes many times longer.", commands: [] }, other];
}
