import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLOSURE_SETS } from "../../rig/real/closure-sets.ts";
import { type ClosureBench, openClosureBench } from "../../rig/real/compare-closures.ts";

// All sets: npm run prove -- closures.
describe("what requirements pull in on the public index", () => {
  let bench: ClosureBench;

  beforeAll(async () => {
    bench = await openClosureBench();
  });

  afterAll(() => bench?.close());

  it.each(CLOSURE_SETS.filter(({ isQuick }) => isQuick))("is what pip and uv find: $name ($reason)", async (set) => {
    const compared = await bench.compare(set);

    for (const { tool, target, packages } of compared)
      console.log(`${set.name}: ${packages} packages, as ${tool} on ${target}`);
    expect(compared.map(({ differences }) => differences)).toEqual(compared.map(() => []));
    expect(Math.min(...compared.map(({ packages }) => packages))).toBeGreaterThan(set.lines.length);
  });
});
