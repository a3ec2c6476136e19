import { expect, it } from "vitest";
import { fetchPip, pipsOnIndex } from "../../rig/pips/fetch-pip.ts";
import { compareTaken } from "../../rig/standards/compare-taken.ts";

/** `FAST_CHECK_SEED=7`: other pages. */
const SEED = Number(process.env.FAST_CHECK_SEED ?? 1);
const PAGES = 2000 * Number(process.env.WHEELHOUSE_STANDARDS_TIMES ?? 1);

it(`takes of ${PAGES} generated pages the file that the newest pip takes`, async () => {
  const version = (await pipsOnIndex("26.0")).at(-1) ?? "";
  const { folder } = await fetchPip(version);
  const { differences, ...figures } = compareTaken({ count: PAGES, seed: SEED, pip: folder });
  console.log(`${JSON.stringify(figures)}, ${differences.length} differences, seed ${SEED}`);
  expect(figures.taken).toBeGreaterThan(PAGES / 5);
  expect(differences).toEqual([]);
});
