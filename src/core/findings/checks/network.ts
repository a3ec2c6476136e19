import type { EventOf } from "../../log/event.ts";
import type { BuildFacts } from "../../log/facts/facts.ts";
import type { Finding } from "../../report/model.ts";
import { joinSome } from "../../wording.ts";
import { logEvidence } from "../evidence.ts";
import type { FindingFacts, IndexTrouble } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { installerName } from "../installer-name.ts";
import { logFacts } from "../log-facts.ts";

/** What to do, by what was met. */
export const INDEX_ADVICE: Readonly<Record<Exclude<IndexTrouble["kind"], "hash-mismatch">, string>> = {
  unreachable:
    "Check the address of the index, proxy, certificates and that this machine may reach it; then run it again.",
  status: "Ask whoever runs the index, or run it again later.",
  unauthorised: "Give the index credentials: in its address by way of a secret, or in a netrc file.",
  "not-an-index": "Check the address: it must end where the project pages begin, often in /simple/.",
  "too-large": "Check that the address is an index of packages.",
};

/**
 * Trouble with an index: what the loopback index met, and what pip itself says of other addresses. An error when pip
 * did not resolve, else a warning: retries that worked have only cost time.
 */
export function checkNetwork(facts: FindingFacts): CheckResult {
  const { resolution } = facts;
  const severity = resolution?.resolved === false ? "error" : "warning";
  const fromIndex = groupTroubles(facts.troubles.filter((item) => !isTold(facts, item))).map(([kind, items]) =>
    indexFinding(facts, severity, kind, items),
  );
  const log = resolution === null ? null : logFacts(resolution.parse);
  // The loopback index answers for what it met; pip only repeats it.
  if (resolution === null || log === null || log.network.length === 0 || fromIndex.length > 0)
    return { findings: fromIndex };
  return { findings: [logFinding(facts, severity, log, resolution.file)] };
}

const READ_A_LOCK = "What it needs is not known here: check a lock file, which says it.";

/** What left a package unchecked is said there (`not-checked.ts`). */
function isTold({ check }: FindingFacts, { kind, project }: IndexTrouble): boolean {
  if (kind === "too-large" && project === null) return false;
  const outcome = kind === "unauthorised" ? "AUTH" : "UNKNOWN";
  const unchecked = check?.assessed.filter(({ verdict }) => verdict.outcome === outcome) ?? [];
  return unchecked.length > 0 && (project === null || unchecked.some(({ name }) => name === project));
}

type Kind = keyof typeof INDEX_ADVICE;

function groupTroubles(troubles: readonly IndexTrouble[]): readonly (readonly [Kind, readonly IndexTrouble[]])[] {
  const groups = new Map<Kind, IndexTrouble[]>();
  for (const item of troubles) {
    if (item.kind !== "hash-mismatch") groups.set(item.kind, [...(groups.get(item.kind) ?? []), item]);
  }
  return [...groups];
}

function indexFinding(
  facts: FindingFacts,
  severity: Finding["severity"],
  kind: Kind,
  items: readonly IndexTrouble[],
): Finding {
  const projects = [...new Set(items.flatMap((item) => (item.project === null ? [] : [item.project])))].sort();
  const said = [...new Set(items.map((item) => item.message))];
  const isOneFile = facts.check !== undefined && kind === "too-large" && projects.length === 0;
  return {
    code: "network",
    severity,
    target: facts.target,
    title: isOneFile ? "A file is too large to be looked into" : "Trouble with a package index",
    message: `${joinSome(said, 3).replace(/\.?$/, ".")}${projects.length === 0 ? "" : ` It was asked for ${joinSome(projects, 5)}.`}`,
    packages: projects,
    places: [],
    evidence: projects.map((project) => ({ kind: "index", project, file: null })),
    remedies: [{ text: isOneFile ? READ_A_LOCK : INDEX_ADVICE[kind], commands: [] }],
  };
}

function logFinding(facts: FindingFacts, severity: Finding["severity"], log: BuildFacts, file: string): Finding {
  const told = [...new Set(log.network.map(describe))];
  return {
    code: "network",
    severity,
    target: facts.target,
    title: "Trouble with a package index",
    message: `${installerName(facts)} says: ${joinSome(told, 3)}.`,
    packages: [],
    places: [],
    evidence: log.network.slice(0, 10).map((event) => logEvidence(file, event.span)),
    remedies: [
      {
        text: INDEX_ADVICE[
          log.network.some((event) => event.problem === "credentials") ? "unauthorised" : "unreachable"
        ],
        commands: [],
      },
    ],
  };
}

function describe(event: EventOf<"network">): string {
  const where = event.where === null ? "the index" : event.where;
  switch (event.problem) {
    case "retry":
      return `connection to ${where} broke, tried again`;
    case "page":
      return `page ${where} could not be had`;
    case "status":
      return `${where} answered ${event.status}`;
    case "connection":
      return `no connection to ${where}`;
    case "timeout":
      return `${where} did not answer in time`;
    case "certificate":
      return `no secure connection to ${where}: its certificate was not accepted`;
    case "proxy":
      return `no connection to ${where} through the proxy`;
    case "credentials":
      return `${where} refused the credentials`;
    case "untrusted-host":
      return `${where} is not served over HTTPS and was ignored`;
    case "offline":
      return "nothing was fetched, because the network was switched off (--offline)";
    case "incomplete":
      return "a download was interrupted";
  }
}
