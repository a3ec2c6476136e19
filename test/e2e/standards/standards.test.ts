import { describe, expect, it } from "vitest";
import { standardsTasks } from "../../rig/standards/comparisons.ts";

/** `FAST_CHECK_SEED=7`: other cases; `WHEELHOUSE_STANDARDS_TIMES=10`: ten times as many. */
const SEED = Number(process.env.FAST_CHECK_SEED ?? 1);
const TIMES = Number(process.env.WHEELHOUSE_STANDARDS_TIMES ?? 1);

describe("the standards are read as the packaging library reads them", () => {
  it.each(standardsTasks({ seed: SEED, times: TIMES }))("$title", async ({ run }) => {
    const { title, library, cases, differences } = await run();
    console.log(`${library}: ${cases} ${title}, ${differences.length} differences, seed ${SEED}`);
    expect(cases).toBeGreaterThan(0);
    expect(differences).toEqual([]);
  });
});
