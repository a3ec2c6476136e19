import type { BuildFacts, NoMatchFact } from "../../log/facts/facts.ts";
import { parseRequirement } from "../../pep/requirement.ts";
import { specifierSetContains } from "../../pep/specifier-match.ts";
import { parseVersion } from "../../pep/version.ts";
import type { Finding, Remedy } from "../../report/model.ts";
import { joinSome } from "../../wording.ts";
import { logEvidence, placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { installerName } from "../installer-name.ts";
import { logFacts } from "../log-facts.ts";
import { missingConflicts } from "../missing-conflict.ts";
import { lineOfRequirement, parseName, placesOfChain, placesOfPackage } from "../requirement-places.ts";
import { toldReason } from "../told-reason.ts";

/** pip found no file. It prints the same for five reasons; what else it said tells which. */
export function checkNoMatchingDistribution(facts: FindingFacts): CheckResult {
  const { resolution } = facts;
  if (resolution === null || resolution.resolved) return { findings: [] };
  const log = logFacts(resolution.parse);
  const findings = log.noMatches.map((fact) => toFinding(facts, log, narrowed(fact), resolution.file));
  return { findings, conflicts: missingConflicts(facts, log) };
}

/**
 * pip lists the versions that it left out over all projects that it looked at, without their names
 * (`requires_python_skipped_reasons`). Those that the requirement excludes are another project's, or of no interest.
 */
function narrowed(fact: NoMatchFact): NoMatchFact {
  const requirement = parseRequirement(fact.requirement);
  if (!requirement.ok) return fact;
  const fits = (text: string): boolean => {
    const version = parseVersion(text);
    return version.ok && specifierSetContains(requirement.value.specifiers, version.value);
  };
  return {
    ...fact,
    otherPython: fact.otherPython.filter(({ version }) => fits(version)),
    yanked: fact.yanked.filter(fits),
  };
}

function toFinding(facts: FindingFacts, log: BuildFacts, fact: NoMatchFact, file: string): Finding {
  const name = parseName(fact.requirement);
  const line = fact.from === null ? lineOfRequirement(facts, "requirement", fact.requirement) : null;
  const chained = placesOfChain(facts, fact.from);
  const named = name === null ? [] : placesOfPackage(facts, name);
  const places = line !== null ? [line.place] : chained.length > 0 ? chained : named;
  const reason = REASONS.find(({ applies }) => applies(fact, log, facts));
  const asker = fact.from?.find((link) => !link.startsWith("-"));
  return {
    code: "no-matching-distribution",
    severity: "error",
    target: facts.target,
    title: `${name ?? fact.requirement}: no file fits`,
    message: `${installerName(facts)} found no file for ${fact.requirement}${asker === undefined ? "" : `, which ${asker} needs`}: ${(reason ?? UNKNOWN).say(fact, facts)}`,
    packages: name === null ? [] : [name],
    places,
    evidence: [
      logEvidence(file, fact.span),
      ...placeEvidence(places),
      ...(name === null ? [] : [{ kind: "index" as const, project: name, file: null }]),
    ],
    remedies: (reason ?? UNKNOWN).remedies(fact, name),
  };
}

interface Reason {
  applies(fact: NoMatchFact, log: BuildFacts, facts: FindingFacts): boolean;
  say(fact: NoMatchFact, facts: FindingFacts): string;
  remedies(fact: NoMatchFact, name: string | null): readonly Remedy[];
}

const remedy = (text: string): Remedy => ({ text, commands: [] });

const UNKNOWN: Reason = {
  applies: () => true,
  say: () =>
    "it saw no usable file at all. Either the index does not have the project, or it has no file for this platform and Python; pip does not say which.",
  remedies: (_, name) => [
    remedy(`Check the spelling of ${name ?? "the name"} and that the index in use is the one that has it.`),
    remedy(
      "If it has wheels for other platforms only, allow its source distribution (no --only-binary), or use another version.",
    ),
  ],
};

/** The first that applies. An index that did not answer comes first: then "no file" proves nothing. */
const REASONS: readonly Reason[] = [
  {
    applies: (fact, log, facts) =>
      log.network.some((event) => event.problem !== "incomplete") ||
      facts.troubles.some((item) => item.kind !== "hash-mismatch" && concerns(item.project, fact)),
    say: () => "an index did not answer as it should, so that this does not mean that there is none.",
    remedies: () => [remedy("Run it again when the index answers; see the network finding for what it said.")],
  },
  {
    applies: (fact) => fact.otherPython.length > 0 && !hasVersions(fact),
    say: (fact) => `every version that fits needs another Python (${pythonsOf(fact)}).`,
    remedies: (_, name) => [
      remedy("Build for a Python that it supports (--python)."),
      remedy(`Or ask for an older version of ${name ?? "it"} that supports this Python.`),
    ],
  },
  {
    applies: (fact) => fact.yanked.length > 0 && !hasVersions(fact),
    say: (fact) => `every version that fits has been yanked (${joinSome(fact.yanked, 5)}).`,
    remedies: () => [
      remedy("Ask for a version that has not been yanked."),
      remedy("pip and uv take a yanked version only when it is pinned with ==; find out why it was yanked first."),
    ],
  },
  {
    applies: (fact) => fact.reason !== undefined,
    say: (fact) => toldReason(fact)?.text ?? "",
    remedies: (fact) => toldReason(fact)?.remedies ?? [],
  },
  {
    applies: hasVersions,
    say: (fact) =>
      `it can use ${joinSome((fact.versions ?? []).toReversed(), 8)} here, and none of them fits.${besides(fact)}`,
    remedies: (fact, name) => [
      remedy(`Ask for a version of ${name ?? "it"} that can be used here, for example ${fact.versions?.at(-1)}.`),
      ...(fact.otherPython.length > 0
        ? [remedy("Or build for a Python that the newer versions support (--python).")]
        : []),
    ],
  },
  {
    applies: (fact, _, facts) => otherFiles(fact, facts).length > 0,
    say: (fact, facts) =>
      `the index has files of it, but none that pip may use here: ${joinSome(otherFiles(fact, facts), 3)}.`,
    remedies: (_, name) => [
      remedy(`Allow the source distribution of ${name ?? "it"} (no --only-binary), and have what its build needs.`),
      remedy("Or build for a platform and Python that it has wheels for, or take another version."),
    ],
  },
  {
    applies: (fact, log) => log.absentPages.some((page) => page.endsWith(`/${parseName(fact.requirement)}/`)),
    say: () => "the index does not have the project (404).",
    remedies: (_, name) => [
      remedy(`Check the spelling of ${name ?? "the name"}.`),
      remedy("If it is a private project, add the index that has it (--extra-index-url)."),
    ],
  },
  UNKNOWN,
];

const NOT_FOR_HERE = ["none of the wheel's tags", "No binaries permitted", "No sources permitted"];

/** Files that pip passed over for what they are, with its reason; only `-vv` and `--log` show them. */
function otherFiles(fact: NoMatchFact, { resolution }: FindingFacts): readonly string[] {
  const name = parseName(fact.requirement);
  const events = resolution?.parse.events ?? [];
  const said = events.flatMap((event) => {
    if (event.kind !== "skipped-link" || event.name === null || parseName(event.name) !== name) return [];
    const isOther = NOT_FOR_HERE.some((start) => event.reason.startsWith(start));
    return isOther ? [`${event.file} (${event.reason.replace(/ \(run pip debug [^()]*\)$/, "")})`] : [];
  });
  return [...new Set(said)];
}

function hasVersions(fact: NoMatchFact): boolean {
  return fact.versions !== null && fact.versions.length > 0;
}

function pythonsOf(fact: NoMatchFact): string {
  return joinSome(
    fact.otherPython.map(({ version, requiresPython }) =>
      requiresPython === null ? version : `${version} needs Python ${requiresPython}`,
    ),
    4,
  );
}

function besides(fact: NoMatchFact): string {
  const python = fact.otherPython.length > 0 ? ` Left out because they need another Python: ${pythonsOf(fact)}.` : "";
  const yanked = fact.yanked.length > 0 ? ` Left out because they were yanked: ${joinSome(fact.yanked, 5)}.` : "";
  return python + yanked;
}

/** Trouble without a project can be behind any lookup. */
function concerns(project: string | null, fact: NoMatchFact): boolean {
  return project === null || project === parseName(fact.requirement);
}
