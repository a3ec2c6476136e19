/** Everything that real requirements pull in, by the solver, by pip and by uv, on the public index. */
import { CLOSURE_SETS } from "../../test/rig/real/closure-sets.ts";
import { openClosureBench } from "../../test/rig/real/compare-closures.ts";

export const name = "closures";

export async function run() {
  const bench = await openClosureBench();
  const failures: string[] = [];
  let packages = 0;
  let compared = 0;
  try {
    for (const set of CLOSURE_SETS) {
      for (const one of await bench.compare(set)) {
        compared += 1;
        packages += one.packages;
        console.log(`${set.name}: ${one.packages} packages, as ${one.tool} on ${one.target}`);
        failures.push(...one.differences.map((text) => `${set.name}, ${one.tool} on ${one.target}: ${text}`));
      }
    }
  } finally {
    await bench.close();
  }
  return { sets: CLOSURE_SETS.length, compared, packages, failures };
}
