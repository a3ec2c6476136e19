import type { Universe, UniverseVersion } from "../../../src/core/resolve/universe.ts";
import type { Random } from "../store/random.ts";

/** A small index and what is asked of it. */
export interface RandomProblem extends Universe {
  readonly requires: readonly string[];
  readonly constraints: readonly string[];
  readonly tool: "pip" | "uv";
  readonly preferBinary: boolean;
}

const NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"];
const VERSIONS = ["1.0", "1.1", "1.2", "2.0rc1", "2.0", "3.0"];
const EXTRAS = ["x", "y"];
const MARKERS = [
  'platform_machine == "aarch64"',
  'platform_machine == "x86_64"',
  'python_version >= "3.13"',
  'python_version < "3.13"',
];

/** At most 8 packages with 6 versions, with all that decides: extras, markers, yanked, pre-releases, missing wheels. */
export function randomProblem(random: Random): RandomProblem {
  const names = NAMES.slice(0, 3 + random.below(6));
  const packages: Record<string, Record<string, UniverseVersion>> = {};
  for (const name of names) {
    const versions = VERSIONS.filter(() => random.below(4) > 0);
    // Now and then a project is not there at all.
    if (random.below(40) === 0) continue;
    packages[name] = Object.fromEntries(versions.map((version) => [version, randomVersion(random, names)]));
  }
  const some = (count: number) => Array.from({ length: count }, () => requirement(random, names));
  return {
    packages,
    requires: some(1 + random.below(3)),
    constraints: some(random.below(3) === 0 ? 1 : 0),
    tool: random.pick(["pip", "uv"]),
    preferBinary: random.below(4) === 0,
  };
}

function randomVersion(random: Random, names: readonly string[]): UniverseVersion {
  const requires = Array.from({ length: random.below(3) }, () => dependency(random, names));
  const rare = random.below(12);
  return {
    requires,
    sdist: rare !== 0 && random.below(3) > 0,
    wheelTags: [rare === 0 ? "cp312-cp312-manylinux_2_17_x86_64" : "py3-none-any"],
    ...(rare === 1 ? { requiresPython: ">=3.13" } : {}),
    ...(rare === 2 ? { yanked: "broken" } : {}),
  };
}

function dependency(random: Random, names: readonly string[]): string {
  const text = requirement(random, names);
  const chance = random.below(6);
  if (chance === 0) return `${text} ; ${random.pick(MARKERS)}`;
  return chance === 1 ? `${text} ; extra == "${random.pick(EXTRAS)}"` : text;
}

function requirement(random: Random, names: readonly string[]): string {
  const extra = random.below(6) === 0 ? `[${random.pick(EXTRAS)}]` : "";
  const operator = random.pick(["", ">=", "<", "==", "!=", ">", "<=", "~=", "==*"]);
  const version = random.pick(VERSIONS);
  const clause = operator === "" ? "" : operator === "==*" ? `==${version.charAt(0)}.*` : operator + version;
  return `${random.pick(names)}${extra}${clause}`;
}
