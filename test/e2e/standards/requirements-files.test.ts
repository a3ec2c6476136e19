import { expect, it } from "vitest";
import { fetchPip, pipsOnIndex } from "../../rig/pips/fetch-pip.ts";
import { compareWithPip } from "../../rig/requirements/compare-with-pip.ts";

/** `FAST_CHECK_SEED=7`: other files. Thousands of them: `npm run prove -- requirements`. */
const SEED = Number(process.env.FAST_CHECK_SEED ?? 1);
const FILES = 300;

it(`reads ${FILES} generated requirements files as the newest pip does`, async () => {
  const version = (await pipsOnIndex("26.0")).at(-1) ?? "";
  const { folder } = await fetchPip(version);
  const { differences, ...figures } = await compareWithPip({ count: FILES, seed: SEED, pip: folder });
  console.log(`${JSON.stringify(figures)}, ${differences.length} differences, seed ${SEED}`);
  expect(differences).toEqual([]);
  expect(figures).toMatchObject({ pip: version, files: FILES });
  // Enough of everything: a generator that makes little would agree on anything.
  expect(figures.requirements).toBeGreaterThan(4 * FILES);
  expect(figures.trees).toBeGreaterThan(FILES / 6);
});
