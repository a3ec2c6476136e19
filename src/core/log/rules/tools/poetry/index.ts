import type { Dialect } from "../../../dialect.ts";
import { poetryBuildFailed } from "./poetry-build-failed.ts";
import { poetryChange } from "./poetry-change.ts";
import { poetryChatter } from "./poetry-chatter.ts";
import { poetryNoCandidate } from "./poetry-no-candidate.ts";
import { poetryNoSolution } from "./poetry-no-solution.ts";
import { poetryPhase } from "./poetry-phase.ts";
import { poetrySolver } from "./poetry-solver.ts";

/** Poetry 1.2 and newer: `install`, `lock`, `update`, `add`. Its events all name it. */
export const POETRY: Dialect = {
  format: "poetry",
  rules: [
    poetryPhase,
    poetryChange,
    poetryBuildFailed,
    poetryNoCandidate,
    poetryNoSolution,
    poetrySolver,
    poetryChatter,
  ],
  telling: [],
  beginning: ["tool-phase"],
  ending: ["tool-no-solution", "tool-finished", "tool-failed"],
  ends: ({ tool, kind }) => tool === "poetry" && (kind === "build-failed" || kind === "no-matching-distribution"),
};
