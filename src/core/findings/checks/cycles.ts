import type { PlanCycle } from "../../plan/stages/install-plan.ts";
import { listOf } from "../../render/words.ts";
import type { Finding, Remedy } from "../../report/model.ts";
import { placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { placesOfPackage } from "../requirement-places.ts";

/** Names in a title. */
const NAMED = 6;

/** Packages that need each other: installers take it at run time, and cannot build what has to be there before itself. */
export function checkCycles(facts: FindingFacts): CheckResult {
  return { findings: (facts.check?.cycles ?? []).map((cycle) => toFinding(facts, cycle)) };
}

function toFinding(facts: FindingFacts, { kind, packages, bootstrap, askedBy = [] }: PlanCycle): Finding {
  const more = packages.length > NAMED ? [`${packages.length - NAMED} more`] : [];
  const names = listOf([...packages.slice(0, NAMED), ...more]);
  const places = [...packages, ...askedBy].flatMap((name) => placesOfPackage(facts, name)).slice(0, NAMED);
  const isBuild = kind === "build";
  const isAlone = packages.length === 1;
  const need = isAlone ? "it has to be there before itself" : "to build one the others have to be there first";
  const message = isBuild
    ? `No wheel of ${isAlone ? "it" : "them"} would be taken, and ${need}. An installer stops at it.${askerText(askedBy)}`
    : "Each needs the others at run time. That is legal: installers put them in together, in no order to rely on.";
  return {
    code: isBuild ? "build-cycle" : "dependency-cycle",
    severity: isBuild ? "error" : "notice",
    target: facts.target,
    title: isAlone ? `${names}: its build needs itself` : `${names} need each other${isBuild ? " to be built" : ""}`,
    message,
    packages,
    places,
    evidence: placeEvidence(places),
    remedies: isBuild ? remediesOf(bootstrap) : [],
  };
}

/** Where none of them is a package that is to be installed. */
function askerText(askedBy: readonly string[]): string {
  if (askedBy.length === 0) return "";
  const more = askedBy.length > NAMED ? [`${askedBy.length - NAMED} more`] : [];
  return ` The build of ${listOf([...askedBy.slice(0, NAMED), ...more])} asks for that.`;
}

function remediesOf(bootstrap: readonly string[]): readonly Remedy[] {
  const other = { text: "Or ask for versions of which one has a wheel for this target.", commands: [] };
  if (bootstrap.length === 0) return [{ ...other, text: other.text.replace("Or ask", "Ask") }];
  const text = `Install in stages: install-plan.sh begins with ${listOf(bootstrap)}, which has a wheel and suits the builds.`;
  return [{ text, commands: ["sh install-plan.sh"] }, other];
}
