import type { StepOutputs } from "../../ports/github.ts";
import type { Environment } from "./environment.ts";
import { appendEntry } from "./file-commands.ts";

/** Outputs of this step, and variables for the later steps of the job. */
export function makeStepOutputs(environment: Environment): StepOutputs {
  return {
    set: (name, value) => appendEntry(environment, "GITHUB_OUTPUT", name, value),
    exportVariable: (name, value) => appendEntry(environment, "GITHUB_ENV", name, value),
  };
}
