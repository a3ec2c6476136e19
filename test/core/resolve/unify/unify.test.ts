import { describe, expect, it } from "vitest";
import { factText } from "../../../../src/core/resolve/conflict-text.ts";
import { resolve } from "../../../../src/core/resolve/resolve.ts";
import { pinLines } from "../../../../src/core/resolve/unify/pin-lines.ts";
import { type UnifyOptions, unify } from "../../../../src/core/resolve/unify/unify.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../../src/core/resolve/universe.ts";
import type { Target } from "../../../../src/core/target/target.ts";
import { offers, problemOf, targetOf } from "../../../rig/resolve/problem.ts";
import type { Packages } from "../../../rig/resolve/solve.ts";

const ARM = targetOf({ platform: "linux/arm64", python: "3.12" });
const INTEL = targetOf({ platform: "linux/amd64", python: "3.12" });
const MUSL = targetOf({ platform: "linux/amd64", python: "3.12", libc: "musllinux_1_2" });
const OLD = targetOf({ platform: "linux/arm64", python: "3.9" });

const x86 = (...requires: readonly string[]): UniverseVersion => ({
  requires,
  sdist: false,
  wheelTags: ["cp312-cp312-manylinux_2_17_x86_64"],
});
const arm = (...requires: readonly string[]): UniverseVersion => ({
  ...x86(...requires),
  wheelTags: ["cp312-cp312-manylinux_2_17_aarch64"],
});

async function unified(
  packages: Packages,
  lines: readonly string[],
  targets: readonly Target[],
  { tool = "pip", ...more }: UnifyOptions & { readonly tool?: "pip" | "uv" } = {},
) {
  const problem = problemOf(lines, { targets, policy: { tool } });
  const source = sourceFromUniverse({ packages });
  const alone = await resolve(problem, source);
  if (alone.kind !== "solved") throw new Error(`not solved but ${alone.kind}`);
  const found = await unify(problem, source, alone.pins, more);
  const why = [...found.splits].map(
    ([name, facts]) => `${name}: ${facts.map(({ target, fact }) => `${target}: ${factText(fact)}`).join("; ")}`,
  );
  return { ...found, why, lines: pinLines(found.pins, targets).flatMap((project) => project.lines) };
}

describe("one version for all targets", () => {
  it("is the newest that has a file for each, with what it needs", async () => {
    const packages: Packages = {
      fast: { "1.0": offers("base<2"), "1.1": offers("base<2"), "1.2": x86("base"), "1.3": arm("base") },
      base: { "1.0": offers(), "2.0": offers() },
    };
    const { lines, splits, pins } = await unified(packages, ["fast"], [ARM, INTEL]);
    expect(lines).toEqual(["base==1.0", "fast==1.1"]);
    expect(splits.size).toBe(0);
    expect(pins.get(ARM.id)).toMatchObject([
      { name: "base", needs: [], known: true },
      { name: "fast", needs: ["base"], places: [{ line: 1 }] },
    ]);
  });

  it.each([
    ["pip", ["fast==1.0", "lib==1.0"]],
    ["uv", ["base==1.0", "fast==1.0", "lib==2.0"]],
  ] as const)("is none that %s passes over for its metadata, and one that it repairs", async (tool, expected) => {
    const packages: Packages = {
      fast: { "1.0": offers("lib"), "1.1": x86("lib") },
      lib: { "1.0": offers(), "2.0": offers("base (<2.*)"), "3.0": offers("base >=1.x"), "4.0": x86("base (>=1.*)") },
      base: { "1.0": offers(), "2.0": offers() },
    };
    expect((await unified(packages, ["fast"], [ARM, INTEL], { tool })).lines).toEqual(expected);
  });

  it("asks for no metadata of versions on which they cannot agree", async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`2.${at}`, x86()]));
    const packages: Packages = { fast: { "1.0": offers(), ...many } };
    const problem = problemOf(["fast"], { targets: [INTEL, ARM] });
    const source = sourceFromUniverse({ packages });
    const alone = await resolve(problem, source);
    const asked: string[] = [];
    const counting = {
      versions: source.versions,
      requirements: (...[wanted, target]: Parameters<typeof source.requirements>) => {
        asked.push(...wanted.map(({ version }) => `${target.platform.machine} ${version?.normalized}`));
        return source.requirements(wanted, target);
      },
    };
    if (alone.kind === "solved") await unify(problem, counting, alone.pins);
    expect(asked.sort()).toEqual(["aarch64 1.0", "x86_64 1.0", "x86_64 2.49"]);
  });

  it("counts extras, which only some targets ask for", async () => {
    const packages: Packages = {
      app: { "1.0": offers('plot<2 ; extra == "draw"'), "2.0": offers('plot ; extra == "draw"') },
      plot: { "1.0": offers(), "2.0": x86() },
    };
    const lines = ["app ; platform_machine != 'aarch64'", "app[draw] ; platform_machine == 'aarch64'", "plot"];
    const found = await unified(packages, lines, [ARM, INTEL]);
    expect(found.lines).toEqual(["app==2.0", "plot==1.0"]);
    expect(found.pins.get(ARM.id)?.find(({ name }) => name === "app")).toMatchObject({
      extras: ["draw"],
      needs: ["plot"],
    });
  });
});

describe("targets that cannot agree", () => {
  it("get a line each of the one project on which they differ, and it is said why", async () => {
    const packages: Packages = {
      numpy: { "1.26.4": arm(), "2.1.0": x86() },
      pandas: { "2.0": offers("numpy"), "2.2": offers("numpy") },
    };
    const { lines, why, undecided } = await unified(packages, ["pandas"], [ARM, INTEL]);
    expect(lines).toEqual([
      'numpy==1.26.4 ; platform_machine == "aarch64"',
      'numpy==2.1.0 ; platform_machine != "aarch64"',
      "pandas==2.2",
    ]);
    expect(undecided).toBeNull();
    expect(why).toEqual([expect.stringContaining(`${ARM.id}: numpy 2.1.0 cannot be taken (no wheel for ${ARM.id}`)]);
    expect(why[0]).toContain(`${INTEL.id}: numpy 1.26.4 cannot be taken (no wheel for ${INTEL.id}`);
  });

  it("are as few as possible: two of three have one version", async () => {
    const python: Packages = {
      numpy: {
        "1.0": { ...offers(), requiresPython: "<3.10" },
        "2.0": { ...offers(), requiresPython: ">=3.10" },
        "3.0": x86(),
      },
    };
    const split = await unified(python, ["numpy"], [OLD, INTEL, ARM]);
    expect(split.lines).toEqual(['numpy==1.0 ; python_version < "3.12"', 'numpy==2.0 ; python_version >= "3.12"']);
    expect(split.why[0]).toContain(`${OLD.id}: numpy 2.0 cannot be taken (does not support Python 3.9.0)`);
  });

  it("have no lines where no marker tells them apart", async () => {
    const musl: UniverseVersion = { ...x86(), wheelTags: ["cp312-cp312-musllinux_1_2_x86_64"] };
    const { lines, splits } = await unified({ fast: { "1.0": x86(), "2.0": musl } }, ["fast"], [INTEL, MUSL]);
    expect([...splits.keys()]).toEqual(["fast"]);
    expect(lines).toEqual([]);
  });

  it("keep what they have alone where what a common version needs cannot be read", async () => {
    const source = sourceFromUniverse({ packages: { fast: { "1.0": offers(), "1.2": x86() } } });
    const problem = problemOf(["fast"], { targets: [ARM, INTEL] });
    const alone = await resolve(problem, source);
    const blind: typeof source = {
      ...source,
      requirements: async (wanted, target) =>
        target === ARM
          ? await source.requirements(wanted, target)
          : wanted.map((one) => ({ ...one, state: "unknown", reason: "gone" })),
    };
    const found = alone.kind === "solved" ? await unify(problem, blind, alone.pins) : null;
    expect(found?.undecided).toBe("nothing could be read of fast 1.0");
    expect([...(found?.splits.keys() ?? [])]).toEqual(["fast"]);
  });

  it("keep what they have alone when there is no time to look", async () => {
    const packages: Packages = { fast: { "1.0": offers(), "1.2": x86() } };
    const found = await unified(packages, ["fast"], [ARM, INTEL], { maxSteps: 1 });
    expect(found.undecided).toBe("the search took more steps than allowed");
    expect(found.lines).toHaveLength(2);
  });
});
