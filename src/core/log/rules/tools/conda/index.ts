import type { Dialect } from "../../../dialect.ts";
import { condaPhase } from "./conda-phase.ts";

/** conda: its own steps, and the pip that `environment.yml` asks for. Only that part is looked into. */
export const CONDA: Dialect = {
  format: "conda",
  rules: [condaPhase],
  telling: [],
  beginning: ["tool-phase"],
  ending: ["tool-finished", "tool-failed"],
};
