import { explainAll } from "../../../src/core/explain/conflict/independent.ts";
import type { SolvedInput } from "../../../src/core/explain/why/solved.ts";
import type { ResolveProblem } from "../../../src/core/resolve/problem.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import type { MetadataSource } from "../../../src/core/resolve/source.ts";

/** What a question about a problem starts from. */
export async function solvedInput(problem: ResolveProblem, source: MetadataSource): Promise<SolvedInput> {
  const resolution = await resolve(problem, source);
  const conflicts = resolution.kind === "conflict" ? await explainAll(problem, source, resolution.conflicts) : [];
  return { problem, source, resolution, conflicts, signal: new AbortController().signal };
}
