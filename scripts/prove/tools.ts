/**
 * packse and the scenarios of our own, each on a loopback index, asked of the real pip and the real uv: verdict and
 * versions are the expected ones, and the two differ by named rules only.
 */
import { askAllScenarios } from "../../test/rig/resolver-tools/all-scenarios.ts";

export const name = "tools";

export async function run({ count, seed }: { readonly count: number; readonly seed: number }) {
  const { figures, policies, failures } = await askAllScenarios({ count, seed });
  return { ...figures, policies, failures };
}
