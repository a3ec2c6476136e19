/**
 * Random small indexes asked for several targets at once: versions in common are found wherever a search that tries
 * everything finds some, as few projects as possible are split elsewhere, and markers split them exactly.
 */
import { sharesOf } from "../../test/rig/resolve/shares.ts";
import { compareUnified } from "../../test/rig/unify/agreement.ts";

export const name = "unify";

export async function run({ count, seed }: { readonly count: number; readonly seed: number }) {
  const { failures, ...figures } = await compareUnified(count, seed);
  const { shares, missed } = sharesOf(count, [
    { what: "hold on every target alone", found: figures.solved, atLeast: 0.3 },
    { what: "have no common solution", found: figures.split, atLeast: 0.02 },
  ]);
  return { problems: count, ...figures, shares, failures: [...missed, ...failures.slice(0, 20)] };
}
