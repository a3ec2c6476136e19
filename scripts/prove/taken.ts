/** Generated pages of a project: the file that the newest pip on the index takes, and ours. `--count` is the number of pages. */
import { fetchPip, pipsOnIndex } from "../../test/rig/pips/fetch-pip.ts";
import { compareTaken } from "../../test/rig/standards/compare-taken.ts";

export const name = "taken";

export async function run({ count, seed }: { readonly count: number; readonly seed: number }): Promise<{
  readonly pip: string;
  readonly pages: number;
  readonly taken: number;
  readonly failures: readonly string[];
}> {
  const version = (await pipsOnIndex("26.0")).at(-1) ?? "";
  const { folder } = await fetchPip(version);
  const { differences, ...figures } = compareTaken({ count, seed, pip: folder });
  return { ...figures, failures: differences.map((difference) => `seed ${seed}, ${difference}`) };
}
