/**
 * Who could have written a wheelhouse: `default` (the default branch, or a person's own machine), `branch`, `pr`,
 * `release`. It is part of every cache key and of the manifest, so that a pull request never writes what the default
 * branch reads.
 */
export type TrustClass = "default" | "branch" | "pr" | "release";

export const TRUST_CLASSES: readonly TrustClass[] = ["default", "branch", "pr", "release"];

/**
 * The classes whose entries a run of class `reader` may use, best first. A restored manifest must be of one of them:
 * the key alone can be chosen by whoever holds a token that writes.
 */
export function readableClasses(reader: TrustClass): readonly TrustClass[] {
  return reader === "release" || reader === "default" ? [reader] : [reader, "default"];
}

/** The few facts of the run that decide; the strings of an event are foreign text and are only ever compared. */
export interface TrustFacts {
  /** `GITHUB_EVENT_NAME`; null outside of GitHub Actions. */
  readonly event: string | null;
  /** `GITHUB_REF`, e.g. `refs/heads/main`. */
  readonly ref: string;
  /** `repository.default_branch` of the event payload; null when the payload does not say. */
  readonly defaultBranch: string | null;
  /** The user asked for the cache in an event for which it is off by default. */
  readonly optIn: boolean;
}

export interface TrustDecision {
  readonly class: TrustClass;
  readonly mayRestore: boolean;
  readonly maySave: boolean;
  /** One sentence when something is off, or on only because the user asked for it; else null. */
  readonly reason: string | null;
}

/** They run with the rights of the default branch on what strangers wrote, so their builds are never kept. */
const PRIVILEGED = new Set(["pull_request_target", "workflow_run", "issue_comment"]);
/** They run what is on the branch of `ref`, at the wish of somebody who may write to the repository. */
const ON_BRANCH = new Set(["push", "schedule", "workflow_dispatch", "repository_dispatch", "merge_group"]);
/** They run on the merge commit of a pull request, in a cache scope of its own. */
const ON_PULL_REQUEST = new Set(["pull_request", "pull_request_review", "pull_request_review_comment"]);

/**
 * Decides which entries this run reads and writes. An event that is not known is treated like a privileged one.
 *
 * @example decideTrust({ event: "push", ref: "refs/heads/main", defaultBranch: "main", optIn: false }).class // "default"
 */
export function decideTrust(facts: TrustFacts): TrustDecision {
  const { event, ref } = facts;
  if (event === null) return open("default");
  if (event === "release" || ref.startsWith("refs/tags/")) return releaseDecision(facts);
  if (PRIVILEGED.has(event)) return privilegedDecision(event, facts.optIn);
  if (ON_PULL_REQUEST.has(event) || ref.startsWith("refs/pull/")) return open("pr");
  if (!ON_BRANCH.has(event)) return unknownDecision(facts.optIn);
  const isDefault = facts.defaultBranch !== null && ref === `refs/heads/${facts.defaultBranch}`;
  return open(isDefault ? "default" : "branch");
}

function open(trustClass: TrustClass): TrustDecision {
  return { class: trustClass, mayRestore: true, maySave: true, reason: null };
}

function releaseDecision(facts: TrustFacts): TrustDecision {
  const what = facts.event === "release" ? "a release" : "a tag";
  if (!facts.optIn) {
    return closed("release", `The cache is off for ${what}: what is published is not built from cached wheels.`);
  }
  return {
    class: "release",
    mayRestore: true,
    maySave: true,
    reason: `The cache is on for ${what} because it was asked for: only entries of other releases and tags are read.`,
  };
}

function privilegedDecision(event: string, optIn: boolean): TrustDecision {
  if (!optIn) {
    return closed("pr", `The cache is off under ${event}: such a run has the rights of the default branch.`);
  }
  return {
    class: "pr",
    mayRestore: true,
    maySave: false,
    reason: `The cache is read under ${event} because it was asked for; it is never written there.`,
  };
}

function unknownDecision(optIn: boolean): TrustDecision {
  if (!optIn) return closed("pr", "The cache is off for this event: it is none of those whose origin is known.");
  return {
    class: "pr",
    mayRestore: true,
    maySave: false,
    reason: "The cache is read in this event because it was asked for; it is not written.",
  };
}

function closed(trustClass: TrustClass, reason: string): TrustDecision {
  return { class: trustClass, mayRestore: false, maySave: false, reason };
}
