import type { Dialect } from "../../../dialect.ts";
import { pipCompileFailed } from "./pip-compile-failed.ts";
import { pipCompileRound } from "./pip-compile-round.ts";

/** pip-tools: `pip-compile`. It runs pip's resolver in its own process, so that most lines are pip's, indented by two. */
export const PIP_COMPILE: Dialect = {
  format: "pip-compile",
  rules: [pipCompileRound, pipCompileFailed],
  telling: [],
  beginning: [],
  ending: ["compiled", "tool-failed"],
  ends: ({ tool, kind }) =>
    tool === "pip-compile" && (kind === "conflict-causes" || kind === "no-matching-distribution"),
};
