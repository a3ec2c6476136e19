import type { EventOf } from "../log/event.ts";
import type { ResolverCandidate } from "../log/events/resolver.ts";
import { plainRequirement } from "../log/names.ts";
import { normalizeName } from "../pep/name.ts";
import type { DecisionStep } from "./decision-tree.ts";
import { labelOf } from "./label.ts";
import { makeSkippedFiles } from "./skipped-files.ts";

/** Steps of a tree in the making, with the candidates that are in force. */
export interface TreeBuilder {
  /** @param by who asks; empty: the user @param level default: how many candidates are in force */
  request(requirement: string, name: string, by: readonly string[], lines: readonly number[], level?: number): void;
  /** A file of the index that cannot be used; told when its project is taken or blocked. */
  skip(event: EventOf<"skipped-link">): void;
  /** A candidate is passed over. */
  pass(candidate: ResolverCandidate, reason: string, lines: readonly number[], more?: Partial<DecisionStep>): void;
  /** A candidate is out of the question without being looked at: that is told, and no refusal. */
  leave(candidate: ResolverCandidate, reason: string): void;
  /** A candidate is in force from here on; an earlier one of the same package is no more. */
  take(candidate: ResolverCandidate, lines: readonly number[], more?: Partial<DecisionStep>): void;
  block(name: string, reason: string, lines: readonly number[]): void;
  /** Tells which files of the project cannot be used, before it is decided. */
  tellSkipped(name: string): void;
  /** What is in force after a step back. */
  backTo(pins: readonly ResolverCandidate[]): void;
  readonly pins: readonly ResolverCandidate[];
  readonly steps: readonly DecisionStep[];
  /** True when there were more steps than are kept. What a run says at its end is always kept. */
  readonly isCut: boolean;
  /** True when no further step is kept. */
  readonly isFull: boolean;
  /** From here on come the messages of the end. */
  close(): void;
  /** Candidates that were looked at and passed over; files that cannot be used at all are none of them. */
  readonly refused: readonly ResolverCandidate[];
}

/** A search that goes on for longer is not read by anybody. */
const STEPS_KEPT = 4_500;
const END_STEPS_KEPT = 500;

export function makeTreeBuilder(): TreeBuilder {
  const steps: DecisionStep[] = [];
  let pins: ResolverCandidate[] = [];
  const refused: ResolverCandidate[] = [];
  const skipped = makeSkippedFiles();
  let room = STEPS_KEPT;
  let isCut = false;
  const add = (step: Omit<DecisionStep, "level">, more: Partial<DecisionStep> = {}): void => {
    room -= 1;
    if (room < 0) isCut = true;
    else steps.push(clipped({ ...step, level: pins.length, ...more }));
  };
  const tellSkipped = (name: string, taken: string | null, more: Partial<DecisionStep> = {}): void => {
    const own = refused.flatMap((each) => (packageOf(each) === name && each.version !== null ? [each.version] : []));
    for (const step of skipped.tell(name, taken, new Set(own))) add(step, more);
  };
  return {
    request(requirement, name, by, lines, level) {
      const text = plainRequirement(requirement);
      skipped.want(name, text);
      add({ kind: "request", package: name, text, reason: null, by, lines }, level === undefined ? {} : { level });
    },
    skip: skipped.add,
    pass(candidate, reason, lines, more) {
      const name = packageOf(candidate);
      if (room > 0) refused.push(candidate);
      add({ kind: "try", package: name, text: candidate.version, reason, by: [], lines }, more);
    },
    leave(candidate, reason) {
      add({ kind: "try", package: packageOf(candidate), text: candidate.version, reason, by: [], lines: [] });
    },
    take(candidate, lines, more) {
      if (room <= 0) return;
      const name = packageOf(candidate);
      pins = pins.filter((pin) => labelOf({ ...pin, version: null }) !== labelOf({ ...candidate, version: null }));
      tellSkipped(name, candidate.version, more?.level === undefined ? {} : { level: more.level });
      add({ kind: "resolve", package: name, text: candidate.version, reason: null, by: [], lines }, more);
      pins.push(candidate);
    },
    tellSkipped: (name) => tellSkipped(name, null),
    block(name, reason, lines) {
      tellSkipped(name, null);
      add({ kind: "blocked", package: name, text: null, reason, by: [], lines });
    },
    backTo(next) {
      pins = [...next];
    },
    get pins() {
      return pins;
    },
    get isFull() {
      return room < 0;
    },
    get isCut() {
      return isCut;
    },
    close() {
      room = Math.max(room, 0) + END_STEPS_KEPT;
    },
    steps,
    refused,
  };
}

/** Foreign text can be as long as a line. */
function clipped(step: DecisionStep): DecisionStep {
  return {
    ...step,
    package: step.package.slice(0, 200),
    text: step.text === null ? null : step.text.slice(0, 500),
    reason: step.reason === null ? null : step.reason.slice(0, 2_000),
    by: step.by.slice(0, 20).map((label) => label.slice(0, 300)),
  };
}

export function packageOf({ name }: ResolverCandidate): string {
  return name === null ? "" : normalizeName(name);
}
