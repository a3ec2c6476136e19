import { isMeant, type MarkerEnvironment } from "../../core/pep/marker.ts";
import type { PlanPackage } from "../../core/plan/stages/install-plan.ts";
import type { CheckInputs } from "./inputs.ts";

/**
 * Digests of the user's files for the packages of a plan. An installer that is given one wants them all: they are carried
 * over when every package has some, and else it is said which has none.
 */
export function withHashes(
  packages: readonly PlanPackage[],
  { requirements, constraints, locked }: CheckInputs,
  environment: MarkerEnvironment,
): { readonly packages: readonly PlanPackage[]; readonly notes: readonly string[] } {
  const known = new Map<string, Set<string>>();
  const add = (name: string | null, hashes: readonly string[]): void => {
    const list = known.get(name ?? "") ?? new Set();
    known.set(name ?? "", list);
    for (const hash of hashes) if (/^[a-z0-9]+:[0-9a-f]+$/.test(hash)) list.add(hash);
  };
  for (const { name, hashes, marker } of [...requirements, ...constraints])
    if (isMeant(marker, environment)) add(name, hashes);
  for (const { name, version, hashes, files } of locked) {
    const digests = files.flatMap((file) => Object.entries(file.hashes).map((pair) => pair.join(":")));
    if (packages.some((each) => each.name === name && each.version === version)) add(name, [...hashes, ...digests]);
  }
  const found = packages.map((each) => ({ ...each, hashes: [...(known.get(each.name) ?? [])] }));
  const lacking = found.filter(({ hashes }) => hashes.length === 0).map(({ name }) => name);
  if (lacking.length === 0) return { packages: found, notes: [] };
  if (lacking.length === packages.length) return { packages, notes: [] };
  return {
    packages,
    notes: [
      `Hashes are left out, for the files have none of ${lacking.slice(0, 6).join(", ")}${lacking.length > 6 ? ", …" : ""}.`,
    ],
  };
}
