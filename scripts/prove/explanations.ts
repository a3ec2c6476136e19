/**
 * Random small indexes with conflicts: each is explained by lines that conflict alone and hold without any one of them,
 * conflicts share no line, and nothing is left when all of them are told.
 */
import { checkExplanations } from "../../test/rig/explain/laws.ts";

export const name = "explanations";

export async function run({ count, seed }: { readonly count: number; readonly seed: number }) {
  const { conflicts, several, minimal, failures } = await checkExplanations(count, seed);
  return { problems: count, conflicts, several, minimal, failures: failures.slice(0, 20) };
}
