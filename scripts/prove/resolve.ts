/**
 * Random small indexes, each solved by the solver and by a search that tries everything: the same verdict, solutions that
 * hold and hold nothing needless, conflicts that rest on the facts they name, results that do not depend on the order of
 * answers.
 */
import { compareWithBruteForce } from "../../test/rig/resolve/agreement.ts";

export const name = "resolve";

export async function run({ count, seed }: { readonly count: number; readonly seed: number }) {
  const { conflicts, failures } = await compareWithBruteForce(count, seed);
  return { problems: count, conflicts, failures: failures.slice(0, 20) };
}
