import type { UniverseVersion } from "../../../src/core/resolve/universe.ts";
import type { Random } from "../store/random.ts";
import { type RandomProblem, randomProblem } from "./random-universe.ts";

/** Two indexes that know nothing of each other, asked at once: so there often are two conflicts. */
export function twoIndexes(random: Random): RandomProblem {
  const [first, second] = [randomProblem(random), randomProblem(random)];
  const packages = Object.entries(second.packages).map(([name, versions]) => {
    const offers = Object.entries(versions).map(([version, offer]): [string, UniverseVersion] => [
      version,
      { ...offer, requires: offer.requires.map(rename) },
    ]);
    return [rename(name), Object.fromEntries(offers)];
  });
  return {
    ...first,
    packages: { ...first.packages, ...Object.fromEntries(packages) },
    requires: [...first.requires, ...second.requires.map(rename)],
    constraints: [...first.constraints, ...second.constraints.map(rename)],
  };
}

/** Whether a name or requirement belongs to the second of two indexes. */
export const isOfSecond = (text: string) => text.startsWith("z");

const rename = (text: string) => text.replace(/^[a-h](?![a-z])/, (name) => `z${name}`);
