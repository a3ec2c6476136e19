import type { Requirement } from "../../pep/requirement.ts";
import type { Resolution, ResolveProblem } from "../../resolve/problem.ts";
import { resolve } from "../../resolve/resolve.ts";
import type { Explanation } from "../conflict/explain-conflict.ts";
import { explainAll } from "../conflict/independent.ts";
import type { Solved } from "./solved.ts";

/** What asking for one more thing comes to. */
export type Asked =
  | { readonly kind: "conflict"; readonly conflicts: readonly Explanation[] }
  | { readonly kind: "answer"; readonly resolution: Exclude<Resolution, { kind: "conflict" }> };

/** Solves with one more requirement, as if it stood on the command line. */
export async function askFor(requirement: Requirement, { problem, source, signal }: Solved): Promise<Asked> {
  const asked: ResolveProblem = {
    ...problem,
    requirements: [...problem.requirements, { requirement, place: null }],
  };
  const resolution = await resolve(asked, source, { signal });
  if (resolution.kind !== "conflict") return { kind: "answer", resolution };
  const found = await explainAll(asked, source, resolution.conflicts, { signal });
  return { kind: "conflict", conflicts: found.map(({ explanation }) => explanation) };
}
