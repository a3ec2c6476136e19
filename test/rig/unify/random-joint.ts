import type { UniverseVersion } from "../../../src/core/resolve/universe.ts";
import type { Target } from "../../../src/core/target/target.ts";
import { targetOf } from "../resolve/problem.ts";
import { type RandomProblem, randomProblem } from "../resolve/random-universe.ts";
import type { Random } from "../store/random.ts";

/** A small index, what is asked of it, and for which targets. */
export interface JointProblem extends RandomProblem {
  readonly targets: readonly Target[];
}

export const ANY_TAG = "py3-none-any";
export const JOINT_TAGS: readonly string[] = [
  "cp312-cp312-manylinux_2_17_x86_64",
  "cp312-cp312-manylinux_2_17_aarch64",
  "cp313-cp313-manylinux_2_17_aarch64",
];

const TARGETS: readonly Target[] = [
  targetOf({ platform: "linux/arm64", python: "3.12" }),
  targetOf({ platform: "linux/amd64", python: "3.12" }),
  targetOf({ platform: "linux/arm64", python: "3.13" }),
];
const MARKERS = [
  'platform_machine == "aarch64"',
  'platform_machine != "aarch64"',
  'python_version >= "3.13"',
  'python_version < "3.13"',
];

/** Much of it is only for some of the targets: lines, dependencies, wheels. */
export function randomJointProblem(random: Random): JointProblem {
  const problem = randomProblem(random);
  const onSome = (text: string) =>
    text.includes(";") || random.below(3) > 0 ? text : `${text} ; ${random.pick(MARKERS)}`;
  const version = (offer: UniverseVersion): UniverseVersion => ({
    ...offer,
    requires: offer.requires.map(onSome),
    ...(random.below(5) === 0 ? { sdist: false, wheelTags: [random.pick(JOINT_TAGS)] } : {}),
  });
  /** What no one version can give: two versions of one project, each on some targets. */
  const apart = () => {
    const [name, other] = [random.pick(Object.keys(problem.packages)), random.pick(["<2", "<=1.1", "!=1.0"])];
    const at = 2 * random.below(2);
    return [`${name}>=2 ; ${MARKERS[at]}`, `${name}${other} ; ${MARKERS[at + 1]}`];
  };
  const packages = Object.entries(problem.packages).map(([name, versions]) => {
    const offers = Object.entries(versions).map(([text, offer]) => [text, version(offer)]);
    return [name, Object.fromEntries(offers)];
  });
  return {
    ...problem,
    packages: Object.fromEntries(packages),
    requires: [
      ...problem.requires.map((text) => (random.below(2) === 0 ? text : onSome(text))),
      ...(random.below(6) === 0 ? apart() : []),
      ...(random.below(12) === 0 ? apart() : []),
    ],
    targets: TARGETS.slice(0, 2 + random.below(2)),
  };
}
