/**
 * Generated requirements files, with what they include, read by the newest pip on the index and by us, in rounds of a
 * thousand: texts, names, specifiers, markers, hashes, options, includes and line numbers. `--count` is the number of files.
 */
import { fetchPip, pipsOnIndex } from "../../test/rig/pips/fetch-pip.ts";
import { compareWithPip } from "../../test/rig/requirements/compare-with-pip.ts";

export const name = "requirements";

const ROUND = 1000;

export async function run({ count, seed }: { readonly count: number; readonly seed: number }): Promise<{
  readonly pip: string;
  readonly files: number;
  readonly requirements: number;
  readonly seeds: string;
  readonly failures: readonly string[];
}> {
  const version = (await pipsOnIndex("26.0")).at(-1) ?? "";
  const { folder } = await fetchPip(version);
  const failures: string[] = [];
  let files = 0;
  let requirements = 0;
  let round = seed;
  for (; files < count; round += 1) {
    const found = await compareWithPip({ count: Math.min(ROUND, count - files), seed: round, pip: folder });
    files += found.files;
    requirements += found.requirements;
    failures.push(...found.differences.map((difference) => `seed ${round}, ${difference}`));
  }
  return { pip: version, files, requirements, seeds: `${seed} to ${round - 1}`, failures };
}
