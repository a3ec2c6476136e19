import type { EventOf, LogEvent } from "../log/event.ts";
import type { ResolverCandidate } from "../log/events/resolver.ts";
import { plainRequirement } from "../log/names.ts";
import { normalizeName } from "../pep/name.ts";
import { addEnd } from "./end-steps.ts";
import { isSame, labelOf, nameOfRequirement } from "./label.ts";
import type { RunOutcome } from "./run-outcome.ts";
import { makeTreeBuilder, packageOf, type TreeBuilder } from "./tree-builder.ts";
import { whyRejected } from "./why-rejected.ts";

/** What the walk remembers from event to event. */
interface Walk {
  readonly tree: TreeBuilder;
  /** Requests of the candidate that is being looked at: they count once it is pinned. */
  asked: (EventOf<"requested"> & { readonly requirer: ResolverCandidate })[];
  /** The last candidate that the round has refused. */
  refused: { readonly candidate: ResolverCandidate; readonly line: number } | null;
  pinnedInRound: boolean;
  /** A round has failed with several candidates in force, and no state has told yet which of them stay. */
  uncertain: boolean;
  complete: boolean;
}

/**
 * The tree of a run with `PIP_RESOLVER_DEBUG`. A round tries the candidates of one package; one that ends without a pin has
 * failed, and pip steps back. How far is told by the states of pip ≥ 24.2 with `-vv` or `--log`; without them, the
 * package that is pinned anew tells how far at least, and the tree is not complete.
 */
export function fromResolverDebug(
  events: readonly LogEvent[],
  outcome: RunOutcome,
): { readonly tree: TreeBuilder; readonly complete: boolean } {
  const tree = makeTreeBuilder();
  const walk: Walk = { tree, asked: [], refused: null, pinnedInRound: false, uncertain: false, complete: true };
  for (const event of events) step(walk, event);
  addEnd(tree, outcome);
  // The round in which pip gave up has no end of its own.
  if (!outcome.succeeded && !walk.pinnedInRound) blockRound(walk);
  // Which files cannot be used at all, only -vv and --log tell.
  const tellsFiles = outcome.noMatches.length === 0 || outcome.searched.size > 0;
  return { tree, complete: walk.complete && tellsFiles };
}

function step(walk: Walk, event: LogEvent): void {
  const { tree } = walk;
  if (event.kind === "skipped-link") tree.skip(event);
  if (event.kind === "requested") request(walk, event);
  if (event.kind === "pinned") pin(walk, event);
  if (event.kind === "rejected") {
    refuse(walk, event.candidate, whyRejected(event), event.span.lines[1]);
    walk.asked = [];
  }
  if (event.kind === "stepped-back") stepBack(walk, event);
  if (event.kind === "resolver-round") round(walk, event);
  if (event.kind === "resolver-state") {
    // Also after rounds that went well: pip 25.2 and newer can take decisions back without a word.
    tree.backTo(event.pins);
    walk.uncertain = false;
  }
}

function refuse(walk: Walk, candidate: ResolverCandidate, reason: string, line: number): void {
  walk.tree.pass(candidate, reason, [line]);
  walk.refused = { candidate, line };
}

/** Requests of the user stand at the top; those of a candidate wait until it is pinned. */
function request(walk: Walk, event: EventOf<"requested">): void {
  const { requirer, requirement, name, span } = event;
  if (requirer === null) {
    if (name !== null) walk.tree.request(requirement, normalizeName(name), [], [span.lines[0]]);
    return;
  }
  const current = walk.asked[0]?.requirer;
  if (current !== undefined && !isSame(current, requirer)) refuseSilently(walk);
  walk.asked.push({ ...event, requirer });
}

/** pip ≤ 23.0 does not tell of rejections: the candidate was looked at last, and was not pinned. */
function refuseSilently(walk: Walk): void {
  const last = walk.asked.at(-1);
  if (last === undefined) return;
  const reason = `not taken after it asked for ${plainRequirement(last.requirement)}; this pip does not say why`;
  refuse(walk, last.requirer, reason, last.span.lines[0]);
  walk.asked = [];
  walk.complete = false;
}

function pin(walk: Walk, event: EventOf<"pinned">): void {
  const { tree } = walk;
  const { candidate, span } = event;
  const asked = walk.asked.filter(({ requirer }) => isSame(requirer, candidate));
  walk.pinnedInRound = true;
  walk.asked = [];
  if (walk.uncertain) guessStepBack(walk, candidate);
  // `app[x]` pins `app` of the same version once more.
  if (tree.pins.some((pin) => packageOf(pin) === packageOf(candidate) && pin.version === candidate.version)) return;
  tree.take(candidate, [span.lines[0]], candidate.origin === "installed" ? { reason: whereFrom(candidate) } : {});
  for (const { requirement, span: place } of asked) {
    const name = nameOfRequirement(requirement);
    // What is asked of the interpreter is no package.
    if (name === null || /^Python[<>=!~]/.test(requirement)) continue;
    tree.request(requirement, name, [labelOf(candidate)], [place.lines[0]]);
  }
}

/** What was pinned after the package that is pinned anew is no more in force. */
function guessStepBack(walk: Walk, candidate: ResolverCandidate): void {
  const at = walk.tree.pins.findIndex((pin) => packageOf(pin) === packageOf(candidate));
  if (at !== -1) walk.tree.backTo(walk.tree.pins.slice(0, at));
  walk.uncertain = false;
  walk.complete = false;
}

export function whereFrom({ location }: Pick<ResolverCandidate, "location">): string {
  return location === undefined ? "already installed" : `already installed in ${location}`;
}

function round(walk: Walk, event: EventOf<"resolver-round">): void {
  if (event.phase === "round-started") {
    walk.pinnedInRound = false;
    walk.refused = null;
    walk.asked = [];
  }
  if (event.phase !== "round-ended" || walk.pinnedInRound) return;
  refuseSilently(walk);
  blockRound(walk);
  // With one candidate in force there is no choice how far to step back.
  if (walk.tree.pins.length > 1) walk.uncertain = true;
  else walk.tree.backTo([]);
}

/** Every candidate of the round's package was refused. */
function blockRound(walk: Walk): void {
  if (walk.refused === null) return;
  const { candidate, line } = walk.refused;
  walk.tree.block(packageOf(candidate), "no other version is left to try", [line]);
  walk.refused = null;
}

/** pip ≤ 23.0 names the candidate that it takes back, and nothing else. */
function stepBack(walk: Walk, event: EventOf<"stepped-back">): void {
  const { tree } = walk;
  const at = tree.pins.findIndex((pin) => isSame(pin, event.candidate));
  tree.block(packageOf(event.candidate), `${labelOf(event.candidate)} is taken back`, [event.span.lines[0]]);
  if (at !== -1) tree.backTo(tree.pins.slice(0, at));
  walk.complete = false;
}
