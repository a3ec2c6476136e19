import fc from "fast-check";
import { compatibleTags } from "../../../src/core/pep/tags.ts";
import type { TagRules } from "../../../src/core/target/target.ts";
import { sample } from "../../core/pep/arbitraries.ts";
import { requireTarget } from "../../core/target/require-target.ts";
import type { Comparison, Library } from "./library.ts";
import { compare } from "./library.ts";

const MACHINES = "x86_64 aarch64 armv7l armv8l i686 ppc64le s390x riscv64 loongarch64".split(" ");

const libc = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 3, max: 45 }).map((minor) => `manylinux_2_${minor}`) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }).map((minor) => `musllinux_1_${minor}`) },
  { weight: 1, arbitrary: fc.constant("linux") },
);
const python = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 6, max: 16 }).map((minor) => `cp3${minor}`) },
  { weight: 1, arbitrary: fc.integer({ min: 13, max: 16 }).map((minor) => `cp3${minor}t`) },
  { weight: 1, arbitrary: fc.integer({ min: 7, max: 12 }).map((minor) => `pp3${minor}`) },
);
const profile = fc
  .tuple(python, libc, fc.constantFrom(...MACHINES))
  .map(([abi, floor, machine]) => `${abi}-${floor}_${machine}`);

/** The whole lists of random targets, in their order. */
export function compareTags(library: Library, rules: TagRules, count: number, seed: number): Comparison {
  const targets = sample(profile, count, seed).map(requireTarget);
  const asked = targets.map(
    ({ python: { implementation, major, minor, freeThreaded }, libc: floor, platform, id }) => ({
      implementation,
      python: [major, minor],
      freeThreaded,
      machine: id.endsWith("armv8l") ? "armv8l" : platform.machine,
      glibc: floor?.family === "glibc" ? [floor.major, floor.minor] : null,
      musl: floor?.family === "musl" ? [floor.major, floor.minor] : null,
    }),
  );
  const { tags = [] } = library.ask({ tags: asked });
  const compared = compare("tag lists", targets, (target) => compatibleTags(target, { rules }), tags);
  const entries = tags.reduce<number>((sum, list) => sum + (list as readonly string[]).length, 0);
  return {
    ...compared,
    title: `tag lists (${entries} tags, ${rules})`,
    differences: compared.differences.map(shorten),
  };
}

function shorten(difference: string): string {
  return difference.length > 2000 ? `${difference.slice(0, 2000)}…` : difference;
}
