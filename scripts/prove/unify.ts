/**
 * Random small indexes asked for several targets at once: versions in common are found wherever a search that tries
 * everything finds some, as few projects as possible are split elsewhere, and markers split them exactly; fixes of what
 * cannot hold, with lines split by markers among them, hold on every target. Fixes take longer: a tenth of the count.
 */
import { sharesOf } from "../../test/rig/resolve/shares.ts";
import { compareUnified } from "../../test/rig/unify/agreement.ts";
import { compareFixesOnTargets } from "../../test/rig/unify/fixes.ts";

export const name = "unify";

export async function run({ count, seed }: { readonly count: number; readonly seed: number }) {
  const { failures: unequal, ...figures } = await compareUnified(count, seed);
  const { failures: wrong, ...fixes } = await compareFixesOnTargets(Math.ceil(count / 10), seed);
  const { shares, missed } = sharesOf(count, [
    { what: "hold on every target alone", found: figures.solved, atLeast: 0.3 },
    { what: "have no common solution", found: figures.split, atLeast: 0.02 },
  ]);
  const few = sharesOf(fixes.conflicts, [
    { what: "have a fix", found: fixes.conflicts - fixes.unfixed, atLeast: 0.98 },
    { what: "have a fix that splits a line", found: fixes.split, atLeast: 0.05 },
  ]);
  const failures = [...missed, ...few.missed, ...unequal.slice(0, 10), ...wrong.slice(0, 10)];
  return { problems: count, ...figures, shares: { ...shares, ...few.shares }, onTargets: fixes, failures };
}
