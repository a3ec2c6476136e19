import { expect, it } from "vitest";
import { lockCovers, selectLocked } from "../../../src/core/inputs/lock/select-locked.ts";
import { readInputFile } from "../../../src/core/inputs/read-input.ts";
import { markerEnvironment } from "../../../src/core/target/marker-environment.ts";
import { parseTarget } from "../../../src/core/target/parse-target.ts";
import { askPython } from "../../rig/ask-python.ts";
import { fetchWheel } from "../../rig/fetch-wheel.ts";
import { makeRandom, type Random } from "../../rig/store/random.ts";

const SEED = Number(process.env.FAST_CHECK_SEED ?? 1);
const CASES = 1000;

const NAMES = ["x", "y"];
const TARGETS = ["cp310-manylinux_2_28_aarch64", "cp313-musllinux_1_2_x86_64", "pp311-manylinux_2_28_aarch64"];
const CONDITIONS = [
  "'x' in extras",
  "'Y' not in extras",
  "'x' in dependency_groups",
  "'y' in dependency_groups",
  "python_version >= '3.11'",
  "platform_machine == 'aarch64'",
  "implementation_name == 'cpython'",
  "sys_platform == 'win32'",
];

function some(random: Random, names: readonly string[]): readonly string[] {
  return names.filter(() => random.below(2) === 0);
}

function marker(random: Random): string {
  const [first, second] = [random.pick(CONDITIONS), random.pick(CONDITIONS)];
  return random.pick([
    first,
    `${first} and ${second}`,
    `(${first} or ${second})`,
    `${first} or ${second} and ${first}`,
  ]);
}

function randomLock(random: Random): string {
  const wheel = (name: string) =>
    `wheels = [{name = "${name}-1.0-py3-none-any.whl", url = "https://files.example/${name}", hashes = {sha256 = "ab"}}]`;
  const packages = Array.from({ length: 1 + random.below(6) }, (_, index) => {
    const condition = random.below(4) === 0 ? "" : `marker = "${marker(random)}"\n`;
    return `[[packages]]\nname = "p${index}"\nversion = "1.0"\n${condition}${wheel(`p${index}`)}\n`;
  });
  const environments = random.below(4) === 0 ? `environments = ["${random.pick(CONDITIONS.slice(4))}"]\n` : "";
  const groups = some(random, NAMES);
  const lists = `extras = ${JSON.stringify(NAMES)}\ndependency-groups = ${JSON.stringify(NAMES)}\n`;
  const head = `lock-version = "1.0"\ncreated-by = "test"\n${lists}default-groups = ${JSON.stringify(groups)}\n`;
  return `${head}${environments}${packages.join("")}`;
}

it(`selects from ${CASES} pylock files what the packaging library selects`, async () => {
  const random = makeRandom(SEED);
  const questions = Array.from({ length: CASES }, () => {
    const target = parseTarget(random.pick(TARGETS));
    if (!target.ok) throw new Error("no target");
    const environment = markerEnvironment(target.value);
    const groups = random.below(2) === 0 ? null : some(random, NAMES);
    return { text: randomLock(random), environment, extras: some(random, NAMES), groups };
  });
  const theirs = askPython("pylock_oracle.py", questions, [await fetchWheel("packaging", "26.3")]) as unknown[];
  const ours = questions.map(({ text, environment, extras, groups }) => {
    const file = readInputFile({ path: "pylock.toml", bytes: Buffer.from(text) });
    expect(file.problems).toEqual([]);
    const choice = groups === null ? { extras } : { extras, groups };
    return lockCovers(file, environment) ? selectLocked(file, environment, choice).map(({ name }) => name) : null;
  });
  console.log(`packaging 26.3: ${CASES} selections, seed ${SEED}`);
  expect(ours.map((names, index) => [questions[index], names])).toEqual(
    theirs.map((names, index) => [questions[index], names]),
  );
  expect(ours.filter((names) => names === null).length).toBeGreaterThan(20);
});
