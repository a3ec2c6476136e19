import { explainAll } from "../../../src/core/explain/conflict/independent.ts";
import type { Resolution } from "../../../src/core/resolve/problem.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import type { LargeUniverse } from "./large-universes.ts";
import { problemOf } from "./problem.ts";

/** More than any of them may take: an answer that is not there by then is an honest `incomplete`. */
const MOST_STEPS = 100_000;

export interface SolvedLarge {
  /** Steps of the solver. */
  readonly steps: number;
  /** Pins, or the lines of the one conflict, as `LargeUniverse.expected` has them; else what it came to. */
  readonly answer: ReturnType<LargeUniverse["expected"]> | string;
}

/** Solves, and explains where it has to. */
export async function solveLarge({ make }: LargeUniverse, size: number): Promise<SolvedLarge> {
  const { packages, lines } = make(size);
  const [problem, source] = [problemOf(lines), sourceFromUniverse({ packages })];
  const budget = { left: MOST_STEPS };
  const resolution = await resolve(problem, source, { budget });
  const steps = MOST_STEPS - budget.left;
  if (resolution.kind === "solved") return { steps, answer: pinsOf(resolution) };
  if (resolution.kind === "incomplete") return { steps, answer: resolution.reason };
  const explained = await explainAll(problem, source, resolution.conflicts);
  const [only] = explained;
  if (only === undefined || explained.length > 1) return { steps, answer: `${explained.length} conflicts` };
  if (only.explanation.minimal !== true) return { steps, answer: "a conflict that is not proven minimal" };
  const conflict = only.explanation.requirements.map(({ line }) => lines[line - 1] ?? `line ${line}`);
  return { steps, answer: { conflict } };
}

function pinsOf({ pins }: Extract<Resolution, { kind: "solved" }>): readonly string[] {
  return [...pins.values()].flat().map(({ name, version }) => `${name} ${version?.normalized ?? "?"}`);
}
