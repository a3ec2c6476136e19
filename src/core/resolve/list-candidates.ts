import type { Target } from "../target/target.ts";
import type { Candidate } from "./candidate.ts";
import { orderCandidates, sortVersions } from "./candidate-order.ts";
import { judgeVersions } from "./judge.ts";
import type { ResolvePolicy } from "./problem.ts";
import type { Situation } from "./situation.ts";
import type { AvailableVersion, VersionsAnswer } from "./source.ts";
import type { Wishes } from "./wishes.ts";

type KnownVersions = Extract<VersionsAnswer, { state: "known" }>;
type ByTarget = WeakMap<Target, readonly Candidate[]>;

const MEMORY = new WeakMap<readonly AvailableVersion[], WeakMap<ResolvePolicy, ByTarget>>();

/**
 * The versions of a project of the index, judged for a target and in the order in which they are tried. Where no line of
 * the user names the project, they are the same for every problem with the same policy, and made once: explaining a
 * conflict and looking for fixes solve one changed problem after the other.
 */
export function listCandidates(answer: KnownVersions, situation: Situation, wishes: Wishes): readonly Candidate[] {
  if (wishes.isNamed(answer.name)) return list(answer, situation, wishes);
  const byPolicy = MEMORY.get(answer.versions) ?? new WeakMap<ResolvePolicy, ByTarget>();
  const byTarget: ByTarget = byPolicy.get(situation.policy) ?? new WeakMap();
  const candidates = byTarget.get(situation.target) ?? list(answer, situation, wishes);
  MEMORY.set(answer.versions, byPolicy.set(situation.policy, byTarget.set(situation.target, candidates)));
  return candidates;
}

function list({ name, versions }: KnownVersions, situation: Situation, wishes: Wishes): readonly Candidate[] {
  const { policy } = situation;
  const judged = judgeVersions(name, sortVersions(versions), situation, wishes);
  const preferred = [policy.prefer.get(name) ?? []].flat();
  const finalsFirst = policy.tool === "uv" && policy.prereleases === "if-necessary" && !wishes.namesPrerelease(name);
  return orderCandidates(judged, { preferBinary: policy.preferBinary, preferred, finalsFirst });
}
