import { expect, it } from "vitest";
import { extractTemplates, unclassified } from "../../../scripts/pip-templates/unclassified.ts";
import { fetchPip, pipsOnIndex } from "../../rig/pips/fetch-pip.ts";
import { inTurns } from "../../rig/pips/live.ts";
import { findPythonForAnyPip } from "../../rig/pips/python.ts";
import { OLDEST_PIP } from "../../rig/pips/recorded.ts";

it("every text of every minor version of pip is in the table, also of one that came out yesterday", async () => {
  const pips = await pipsOnIndex(OLDEST_PIP);
  const texts = await inTurns(pips, async (version) => {
    const { folder } = await fetchPip(version);
    return { version, found: extractTemplates(folder, findPythonForAnyPip()?.executable) };
  });
  const missing = texts.flatMap(({ version, found }) => unclassified(found).map((text) => ({ version, ...text })));
  expect(missing).toEqual([]);
  expect(texts.length).toBeGreaterThanOrEqual(12);
  const count = texts.reduce((sum, { found }) => sum + found.length, 0);
  console.log(`${count} texts of ${texts.length} versions of pip: ${pips.join(", ")}`);
});
