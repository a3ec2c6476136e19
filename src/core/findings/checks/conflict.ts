import { explainLogConflict } from "../../explain/from-log/explain-log-conflict.ts";
import type { PrintedCause } from "../../log/event.ts";
import type { ConflictFact } from "../../log/facts/facts.ts";
import { plainRequirement } from "../../log/names.ts";
import type { Conflict, ConflictCause, Evidence, Finding, Place, Remedy } from "../../report/model.ts";
import { joinSome, joinWords } from "../../wording.ts";
import { logEvidence, placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { installerName } from "../installer-name.ts";
import { lineFinder } from "../line-finder.ts";
import { logFacts } from "../log-facts.ts";
import { lineOfRequirement, parseName, placeText, uniquePlaces } from "../requirement-places.ts";

/** pip has found no set of versions. Its causes are those of its last attempt; the rest of its log leads to them. */
export function checkConflict(facts: FindingFacts): CheckResult {
  const { resolution } = facts;
  if (resolution === null || resolution.resolved) return { findings: [] };
  const fact = logFacts(resolution.parse).conflict;
  if (fact === null) return { findings: [] };
  const causes = fact.causes.map((cause) => toCause(facts, cause));
  const project = projectOf(causes);
  const { file, parse } = resolution;
  const tool = installerName(facts);
  const explanation = explainLogConflict({ file, parse, conflict: fact, tool, lines: lineFinder(facts) });
  const conflict: Conflict = {
    id: `${facts.target ?? resolution.file}/${project ?? "requirements"}`,
    target: facts.target,
    project,
    causes,
    complete: false,
    ...(explanation === null ? {} : { explanation }),
  };
  return { findings: [toFinding(facts, fact, conflict, file)], conflicts: [conflict] };
}

function toCause(facts: FindingFacts, cause: PrintedCause): ConflictCause {
  const { kind, requirer } = cause;
  const requirement = plainRequirement(cause.requirement);
  if (kind === "depends") {
    const name = requirer === null ? null : parseName(requirer);
    const line = facts.requirements.find((entry) => entry.kind === "requirement" && entry.name === name);
    return { kind, requirer, requirement, place: name === null ? null : (line?.place ?? null) };
  }
  const line = lineOfRequirement(facts, kind === "constraint" ? "constraint" : "requirement", requirement);
  return { kind, requirer: null, requirement, place: line?.place ?? null };
}

/** The one project that all causes are about; null when they are about several. */
function projectOf(causes: readonly ConflictCause[]): string | null {
  const names = new Set(causes.map((cause) => parseName(cause.requirement)));
  const [only = null] = names;
  return names.size === 1 ? only : null;
}

function toFinding(facts: FindingFacts, fact: ConflictFact, conflict: Conflict, file: string): Finding {
  const requirers = conflict.causes.flatMap((cause) => (cause.requirer === null ? [] : [parseName(cause.requirer)]));
  const wanted = conflict.causes.map((cause) => parseName(cause.requirement));
  const listed = fact.requirements.map(parseName);
  const packages = [...new Set([...wanted, ...requirers, ...listed])].filter((name) => name !== null);
  const causePlaces = conflict.causes.flatMap((cause) => (cause.place === null ? [] : [cause.place]));
  const listedPlaces = facts.requirements.filter((line) => listed.includes(line.name)).map((line) => line.place);
  const leading = conflict.explanation?.steps.flatMap(({ evidence }) => evidence.flatMap(placeOf)) ?? [];
  const known = [...causePlaces, ...leading];
  const places = uniquePlaces(known.length > 0 ? known : listedPlaces);
  return {
    code: "conflict",
    severity: "error",
    target: facts.target,
    title: `${conflict.project ?? (joinSome(packages, 3) || "requirements")}: conflicting requirements`,
    message: describe(fact, conflict, installerName(facts)),
    packages,
    places,
    evidence: [logEvidence(file, fact.span), ...placeEvidence(places)],
    remedies: remediesFor(facts, conflict),
  };
}

function placeOf(evidence: Evidence): readonly Place[] {
  return evidence.kind === "requirement" ? [evidence.place] : [];
}

function describe(fact: ConflictFact, conflict: Conflict, tool: string): string {
  if (conflict.causes.length === 0) {
    return `${tool} found no versions of ${joinWords(fact.requirements)} that can be installed together.`;
  }
  const sentences = conflict.causes.map(whoWantsWhat);
  const [last = ""] = sentences.slice(-1);
  const opposed = sentences.length < 2 ? last : `${sentences.slice(0, -1).join(", ")}, but ${last}`;
  const object = conflict.project === null ? "set of versions" : `version of ${conflict.project}`;
  return `${opposed}. ${tool} found no ${object} that satisfies all of them.`;
}

function whoWantsWhat(cause: ConflictCause): string {
  const where = cause.place === null ? null : placeText(cause.place);
  switch (cause.kind) {
    case "requested":
      return `${where ?? "one of your requirements"} asks for ${cause.requirement}`;
    case "constraint":
      return `${where ?? "one of your constraints"} allows only ${cause.requirement}`;
    case "depends":
      return `${cause.requirer}${where === null ? "" : ` (${where})`} needs ${cause.requirement}`;
  }
}

/** Where no cause is a line of the user's, what can be said without one. */
function remediesFor(facts: FindingFacts, { causes }: Conflict): readonly Remedy[] {
  const own = causes.flatMap((cause) => remedyFor(facts, cause));
  return own.length > 0 ? own : causes.map(remedyWithoutPlace);
}

function remedyWithoutPlace({ kind, requirer, requirement }: ConflictCause): Remedy {
  const text = {
    requested: `Widen or remove the requirement ${requirement}.`,
    constraint: `Widen or remove the constraint ${requirement}.`,
    depends: `Look for a version of ${requirer?.split(" ")[0] ?? "the package"} that does not need ${requirement}.`,
  };
  return { text: text[kind], commands: [] };
}

/** One thing to try for each cause that is a line of the user's. None of them has been tried. */
function remedyFor(facts: FindingFacts, cause: ConflictCause): readonly Remedy[] {
  if (cause.place === null) return [];
  const where = placeText(cause.place);
  if (cause.kind !== "depends") {
    const line = cause.kind === "constraint" ? "constraint" : "requirement";
    return [{ text: `Widen or remove the ${line} ${cause.requirement} in ${where}.`, commands: [] }];
  }
  const written = facts.requirements.find((entry) => entry.place === cause.place)?.text ?? "";
  const name = cause.requirer?.split(" ")[0] ?? "it";
  const pinned = written.includes("==");
  const text = pinned
    ? `Ask for another version of ${name} than ${written} in ${where}, one that does not need ${cause.requirement}.`
    : `Look for a version of ${name} (${where}) that does not need ${cause.requirement}.`;
  return [{ text, commands: [] }];
}
