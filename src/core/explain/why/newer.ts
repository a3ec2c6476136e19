import { parseRequirement } from "../../pep/requirement.ts";
import { specifierSetContains } from "../../pep/specifier.ts";
import { isPinned, namesPrerelease } from "../../pep/specifier-wish.ts";
import { compareVersions } from "../../pep/version.ts";
import { setOf } from "../../resolve/bit-set.ts";
import type { Candidate } from "../../resolve/candidate.ts";
import { sortVersions } from "../../resolve/candidate-order.ts";
import { factText } from "../../resolve/conflict-text.ts";
import { judgeVersions } from "../../resolve/judge.ts";
import type { PackageNode } from "../../resolve/package-node.ts";
import type { Pin } from "../../resolve/problem.ts";
import type { Situation } from "../../resolve/situation.ts";
import type { AvailableVersion } from "../../resolve/source.ts";
import { statesText } from "../../resolve/state-text.ts";
import { makeWishes } from "../../resolve/wishes.ts";
import type { Demand } from "../conflict/facts.ts";
import type { NewerVersions } from "./answer.ts";
import { type NewerGroup, versionsOf } from "./newer-group.ts";
import { probeNewer } from "./probe-newer.ts";
import type { Solved } from "./solved.ts";

/**
 * The versions above the one that is taken and why each was not: what the index and the policy say of it, else who of
 * those who want the package does not take it, else what solving for it comes to. Newest first.
 */
export async function newerVersions(
  pin: Pin,
  available: readonly AvailableVersion[],
  demands: readonly Demand[],
  solved: Solved,
): Promise<readonly NewerVersions[]> {
  const { version } = pin;
  if (version === null) return [];
  const candidates = judgeVersions(pin.name, sortVersions(available), solved.situation, makeWishes(solved.situation));
  const node: PackageNode = { index: 0, name: pin.name, extra: null, size: candidates.length + 1, candidates };
  const judge = makeJudge(pin, demands, solved.situation);
  const yanked = new Map(available.map((one) => [one.version.normalized, one.yanked ?? ""]));
  const groups = new Map<string, { reason: Reason; states: number[] }>();
  for (const [index, candidate] of candidates.entries()) {
    if (candidate.version === null || compareVersions(candidate.version, version) <= 0) break;
    const judged = judge(candidate);
    const reason = isYanked(judged) ? { ...judged, detail: yanked.get(candidate.key) ?? "" } : judged;
    const key = JSON.stringify(reason);
    const group = groups.get(key) ?? { reason, states: [] };
    groups.set(key, group);
    group.states.push(index + 1);
  }
  return await Promise.all(
    [...groups.values()].map(({ reason, states }) => {
      const range = statesText(node, setOf(node.size, states));
      const group = {
        candidates: states
          .map((state) => candidates[state - 1])
          .filter(isThere)
          .reverse(),
        range,
      };
      return reason.kind === "free" ? probeNewer(pin, group, solved) : told(pin.name, group, reason);
    }),
  );
}

function isYanked(reason: Reason): reason is Extract<Reason, { kind: "index" }> {
  return reason.kind === "index" && reason.reason === "yanked";
}

type Reason =
  | {
      readonly kind: "index";
      readonly reason: NonNullable<Candidate["unavailable"]>["reason"];
      readonly detail: string;
    }
  | { readonly kind: "demands"; readonly demands: readonly Demand[] }
  /** Nothing that is known of the version itself speaks against it. */
  | { readonly kind: "free" };

function makeJudge(pin: Pin, demands: readonly Demand[], { policy }: Situation): (candidate: Candidate) => Reason {
  const wanted = demands.flatMap((demand) => {
    const read = parseRequirement(demand.requirement);
    return read.ok ? [{ demand, specifiers: read.value.specifiers }] : [];
  });
  const isPrereleaseOpen =
    policy.prereleases === "allow" ||
    pin.version?.isPrerelease === true ||
    wanted.some(({ specifiers }) => namesPrerelease(specifiers));
  const isYankedOpen = wanted.some(({ specifiers }) => isPinned(specifiers));
  return ({ version, unavailable, isYanked }) => {
    if (unavailable !== null) return { kind: "index", ...unavailable };
    const skipped = pin.passedOver?.find((one) => one.version === version?.normalized);
    if (skipped !== undefined) return { kind: "index", reason: "invalid-metadata", detail: skipped.reason };
    const against = wanted.filter(({ specifiers }) => version === null || !specifierSetContains(specifiers, version));
    if (against.length > 0) return { kind: "demands", demands: against.map(({ demand }) => demand) };
    if (isYanked && !isYankedOpen) return { kind: "index", reason: "yanked", detail: "" };
    if (version?.isPrerelease === true && !isPrereleaseOpen) return { kind: "index", reason: "prerelease", detail: "" };
    return { kind: "free" };
  };
}

function told(name: string, group: NewerGroup, reason: Exclude<Reason, { kind: "free" }>): NewerVersions {
  const versions = versionsOf(group);
  if (reason.kind === "demands") {
    const text = `${name} ${group.range} is ruled out: ${reason.demands.map(factText).join("; ")}`;
    return { versions, reason: "ruled-out", text, demands: reason.demands, explanation: null };
  }
  const { detail } = reason;
  const kind = REASONS[reason.reason];
  const text = factText({ kind: "no-versions", name, range: group.range, reason: reason.reason, detail });
  return { versions, reason: kind, text, demands: [], explanation: null };
}

/** Of a version that exists. */
const REASONS: Readonly<Record<NonNullable<Candidate["unavailable"]>["reason"], NewerVersions["reason"]>> = {
  absent: "excluded",
  "none-in-range": "excluded",
  "no-wheel": "no-wheel",
  "requires-python": "requires-python",
  yanked: "yanked",
  prerelease: "prerelease",
  excluded: "excluded",
  unknown: "unknown",
  "invalid-metadata": "excluded",
  told: "unknown",
};

function isThere(candidate: Candidate | undefined): candidate is Candidate {
  return candidate !== undefined;
}
