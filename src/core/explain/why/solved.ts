import { doubtText } from "../../resolve/conflict-text.ts";
import type { Pin, Resolution, ResolveProblem } from "../../resolve/problem.ts";
import { reportExplanation } from "../../resolve/report-conflict.ts";
import { makeSituation, type Situation } from "../../resolve/situation.ts";
import type { MetadataSource } from "../../resolve/source.ts";
import type { Target } from "../../target/target.ts";
import type { Explanation } from "../conflict/explain-conflict.ts";
import type { Undecided } from "./answer.ts";

/** The user's lines on one target, with what came of them. A question begins where they hold. */
export interface Solved {
  readonly problem: ResolveProblem;
  readonly target: Target;
  readonly source: MetadataSource;
  readonly situation: Situation;
  readonly pins: readonly Pin[];
  readonly signal: AbortSignal;
}

export interface SolvedInput {
  /** For one target. */
  readonly problem: ResolveProblem;
  readonly source: MetadataSource;
  readonly resolution: Resolution;
  /** Of a conflict. */
  readonly conflicts: readonly { readonly explanation: Explanation }[];
  readonly signal: AbortSignal;
}

/** What can be asked about; else why there is no answer. Throws `RangeError` for a problem without a target. */
export function openSolved(input: SolvedInput): Solved | Undecided {
  const { problem, source, resolution, signal } = input;
  const [target] = problem.targets;
  if (target === undefined) throw new RangeError("a question needs a target");
  if (resolution.kind === "conflict") {
    const reason = "the lines themselves cannot hold together";
    const conflicts = input.conflicts.map(({ explanation }) => reportExplanation(explanation));
    return { target: target.id, kind: "undecided", reason, conflicts };
  }
  if (resolution.kind === "incomplete" && resolution.unknown.length === 0) {
    return { target: target.id, kind: "undecided", reason: resolution.reason, conflicts: [] };
  }
  const pins = resolution.pins.get(target.id) ?? [];
  return { problem, target, source, situation: makeSituation(problem, target), pins, signal };
}

/** What a solution rests on without knowing it, one sentence each. */
export function doubtsOf(resolution: Exclude<Resolution, { kind: "conflict" }>, target: string): readonly string[] {
  const blind = (resolution.pins.get(target) ?? []).filter(({ known }) => !known).map(({ name }) => name);
  const left = resolution.kind === "incomplete" ? resolution.unknown : [];
  const doubt = resolution.kind === "solved" ? resolution.doubts.get(target) : undefined;
  return [
    ...left.map(({ name, reason }) => `${name} was left out: ${reason}.`),
    ...(blind.length === 0 ? [] : [`What these need could not be read: ${blind.sort().join(", ")}.`]),
    ...(doubt === undefined ? [] : [doubtText(doubt)]),
  ];
}
