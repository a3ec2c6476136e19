import { type Knowledge, mergeKnowledge, SHIPPED_KNOWLEDGE } from "../../core/knowledge/merge.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import { readAs, relativePath } from "../inputs/files.ts";
import { refuseInputs, toInputError } from "../inputs/problems.ts";
import type { CheckPorts } from "./ports.ts";

/** What is shipped, behind what the user's own file says. Rejects with all problems of that file. */
export async function readKnowledge(options: CheckOptions, { files }: CheckPorts): Promise<Knowledge> {
  if (options.knowledge === null) return SHIPPED_KNOWLEDGE;
  const path = relativePath(options.knowledge, options.workingDirectory);
  const bytes = await readAs(files, path, files.resolve(options.workingDirectory, path));
  const merged = mergeKnowledge(SHIPPED_KNOWLEDGE, { path, bytes });
  if (merged.ok) return merged.value;
  refuseInputs(merged.problems.map((problem) => toInputError({ ...problem, file: path })));
  return SHIPPED_KNOWLEDGE;
}
