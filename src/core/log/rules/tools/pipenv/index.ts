import type { Dialect } from "../../../dialect.ts";
import { pipenvPhase } from "./pipenv-phase.ts";

/** pipenv: its own steps around a pip, whose lines it shows wrapped at 80 columns. */
export const PIPENV: Dialect = {
  format: "pipenv",
  rules: [pipenvPhase],
  telling: [],
  beginning: ["tool-phase"],
  ending: ["tool-finished", "tool-failed"],
  // Of a pip that ends well it shows nothing.
  ends: (event) =>
    event.kind === "tool-phase" && event.tool === "pipenv" && event.text.startsWith("Installing dependencies from "),
};
