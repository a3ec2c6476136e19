import type { EventOf, HashMissing } from "../../log/event.ts";
import type { BuildFacts } from "../../log/facts/facts.ts";
import type { Finding, Place } from "../../report/model.ts";
import { joinWords } from "../../wording.ts";
import { logEvidence, placeEvidence } from "../evidence.ts";
import type { FindingFacts, IndexTrouble, ResolutionLog } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { installerName } from "../installer-name.ts";
import { logFacts } from "../log-facts.ts";
import { parseName, placesOfChain, placesOfPackage, uniquePlaces } from "../requirement-places.ts";

type Mismatch = BuildFacts["hashMismatches"][number];
type Missing = EventOf<"hash-missing">;

/** Files whose digest is wrong, and requirements without one under `--require-hashes`. */
export function checkHashes(facts: FindingFacts): CheckResult {
  const { resolution } = facts;
  const log = resolution === null ? null : { resolution, ...logFacts(resolution.parse) };
  return {
    findings: [
      ...(log?.hashMismatches ?? []).flatMap((item) => (resolution ? [mismatch(facts, item, resolution)] : [])),
      ...facts.troubles.filter((item) => item.kind === "hash-mismatch").map((item) => indexMismatch(facts, item)),
      ...(resolution === null || resolution.resolved
        ? []
        : (log?.hashMissing ?? []).map((item) => missing(facts, item, resolution))),
    ],
  };
}

function mismatch(facts: FindingFacts, item: Mismatch, resolution: ResolutionLog): Finding {
  const name = parseName(item.requirement);
  const places = name === null ? [] : placesOfPackage(facts, name);
  const file = item.url === null ? item.requirement : item.url.slice(item.url.lastIndexOf("/") + 1);
  const expected = item.expected.length === 0 ? "" : ` Expected sha256 ${joinWords(item.expected, "or")}.`;
  const tool = installerName(facts);
  return {
    code: "hash-mismatch",
    severity: "error",
    target: facts.target,
    title: `${name ?? file}: file does not have the expected hash`,
    message: `${file} has sha256 ${item.got ?? `that ${tool} does not name`}.${expected} ${tool} says the same for a hash in the requirements file and for the index's own, so a download that was cut short looks like this too.`,
    packages: name === null ? [] : [name],
    places,
    evidence: [logEvidence(resolution.file, item.span), ...placeEvidence(places)],
    remedies: [
      { text: "Run it again; if the hash stays the same, the file has been replaced.", commands: [] },
      {
        text: "Only if you know why the file has changed, write its new hash into the requirements file.",
        commands: [],
      },
    ],
  };
}

function indexMismatch(facts: FindingFacts, item: IndexTrouble): Finding {
  const places = item.project === null ? [] : placesOfPackage(facts, item.project);
  return {
    code: "hash-mismatch",
    severity: "error",
    target: facts.target,
    title: `${item.project ?? "a file"}: file does not have the expected hash`,
    message: `${item.message.replace(/\.?$/, ".")} The file was not used.`,
    packages: item.project === null ? [] : [item.project],
    places,
    evidence: [
      ...(item.project === null ? [] : [{ kind: "index" as const, project: item.project, file: null }]),
      ...placeEvidence(places),
    ],
    remedies: [
      { text: "Run it again; if it stays, ask whoever runs the index why page and file disagree.", commands: [] },
    ],
  };
}

const REASONS: Readonly<Record<Missing["reason"], (names: string) => string>> = {
  hash: (names) => `Hashes are required, and ${names} has none.`,
  pin: (names) => `Hashes are required, and ${names} is not pinned with ==, so that no hash can hold.`,
  vcs: (names) => `Hashes are required, and ${names} comes from a repository, which has no hash.`,
  directory: (names) => `Hashes are required, and ${names} is a folder, which has no hash.`,
};

function missing(facts: FindingFacts, item: Missing, resolution: ResolutionLog): Finding {
  const names = [...new Set(item.requirements.map((entry) => parseName(entry.requirement)))].filter(
    (name) => name !== null,
  );
  const places = uniquePlaces(item.requirements.flatMap((entry) => placesOfMissing(facts, entry)));
  const lines = item.requirements.flatMap(({ requirement, hash }) =>
    hash === null ? [] : [`${requirement} --hash=${hash}`],
  );
  return {
    code: "hash-missing",
    severity: "error",
    target: facts.target,
    title: `${joinWords(names)}: ${item.reason === "pin" ? "not pinned, so no hash can hold" : "no hash"}`,
    message: REASONS[item.reason](joinWords(item.requirements.map((entry) => entry.requirement))),
    packages: names,
    places,
    evidence: [logEvidence(resolution.file, item.span), ...placeEvidence(places)],
    remedies: [
      {
        text:
          lines.length > 0
            ? "Add the lines that pip computed from what it has just downloaded, after checking that you trust that download."
            : "Pin every requirement, those of dependencies too, and give each its hash (pip-compile --generate-hashes, uv pip compile --generate-hashes).",
        commands: lines,
      },
    ],
  };
}

/** The line that names it, else the line of the package that asked for it. */
function placesOfMissing(facts: FindingFacts, { requirement, from }: HashMissing): readonly Place[] {
  const name = parseName(requirement);
  const own = name === null ? [] : placesOfPackage(facts, name);
  return own.length > 0 ? own : placesOfChain(facts, from);
}
