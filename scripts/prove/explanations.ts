/**
 * Random small indexes with conflicts: each is explained by lines that conflict alone and hold without any one of them,
 * conflicts share no line, and nothing is left when all of them are told.
 */
import { checkExplanations } from "../../test/rig/explain/laws.ts";
import { sharesOf } from "../../test/rig/resolve/shares.ts";

export const name = "explanations";

export async function run({ count, seed }: { readonly count: number; readonly seed: number }) {
  const { conflicts, several, minimal, failures } = await checkExplanations(count, seed);
  const { shares, missed } = sharesOf(count, [
    { what: "cannot be satisfied", found: conflicts, atLeast: 0.3 },
    { what: "have independent conflicts", found: several, atLeast: 0.1 },
  ]);
  return { problems: count, conflicts, several, minimal, shares, failures: [...missed, ...failures.slice(0, 20)] };
}
