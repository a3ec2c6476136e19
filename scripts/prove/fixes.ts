/**
 * Random small indexes and what is asked of them: every fix of a conflict, written into the files, has to help, and no
 * edit of it may be needless, as a search that tries everything sees it; a second run finds the same fixes.
 */
import { compareFixes } from "../../test/rig/fixes/agreement.ts";
import { sharesOf } from "../../test/rig/resolve/shares.ts";

export const name = "fixes";

export async function run({ count, seed }: { readonly count: number; readonly seed: number }) {
  const { failures, ...figures } = await compareFixes(count, seed);
  const { shares, missed } = sharesOf(count, [
    { what: "cannot be satisfied", found: figures.conflicts, atLeast: 0.3 },
    { what: "have independent conflicts", found: figures.independent, atLeast: 0.1 },
  ]);
  return { problems: count, ...figures, shares, failures: [...missed, ...failures.slice(0, 20)] };
}
