import { appendFile } from "node:fs/promises";
import type { JobSummary } from "../../ports/github.ts";
import type { Environment } from "./environment.ts";

/** The job summary: Markdown is appended, so that several uses in one step's lifetime stand below each other. */
export function makeJobSummary(environment: Environment): JobSummary {
  return {
    async write(markdown) {
      const path = environment.GITHUB_STEP_SUMMARY;
      if (path === undefined || path === "") return;
      await appendFile(path, markdown.endsWith("\n") ? markdown : `${markdown}\n`, "utf8");
    },
  };
}
