import { describe, expect, it } from "vitest";
import { editsOf, type FindFixesOptions, findFixes } from "../../../src/core/fixes/find-fixes.ts";
import { applyEdits } from "../../../src/core/inputs/apply-edits.ts";
import { SHIPPED_KNOWLEDGE } from "../../../src/core/knowledge/merge.ts";
import type { VendorIndex } from "../../../src/core/knowledge/model.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../src/core/resolve/universe.ts";
import type { TargetInput } from "../../../src/core/target/parse-target.ts";
import { offers, problemOf, targetOf } from "../../rig/resolve/problem.ts";

type Packages = Readonly<Record<string, Readonly<Record<string, UniverseVersion>>>>;

const ARM: TargetInput = { platform: "linux/arm64", python: "3.12" };
const wheels = (...wheelTags: readonly string[]): UniverseVersion => ({ requires: [], sdist: false, wheelTags });
const X86_ONLY = wheels("cp312-cp312-manylinux_2_17_x86_64");
const FITS = wheels("cp312-cp312-manylinux_2_17_aarch64");

async function fixesOf(
  packages: Packages,
  lines: readonly string[],
  { targets = [ARM], ...options }: FindFixesOptions & { readonly targets?: readonly (TargetInput | string)[] } = {},
) {
  const problem = problemOf(lines, { targets: targets.map((target) => targetOf(target as TargetInput)) });
  const source = sourceFromUniverse({ packages });
  const resolution = await resolve(problem, source);
  if (resolution.kind !== "conflict") throw new Error(`no conflict, but ${resolution.kind}`);
  return findFixes(problem, source, resolution.conflicts, options);
}

const told = async (...args: Parameters<typeof fixesOf>) =>
  (await fixesOf(...args)).map(({ edits, options }) =>
    [...options.map(({ option, after }) => `${option} ${after}`), ...edits.map(({ after }) => after.trim())].join(", "),
  );

describe("another Python", () => {
  const newer: Packages = { lib: { "1.0": { ...offers(), requiresPython: ">=3.13" } } };

  it("is an option of the command, with its reason, and changes no file", async () => {
    const [fix] = await fixesOf(newer, ["lib"]);
    expect(fix).toMatchObject({
      title: "Use Python 3.13 instead of 3.12",
      edits: [],
      options: [
        { option: "--python", before: "3.12", after: "3.13", reason: expect.stringContaining("Python >=3.13") },
      ],
      cost: 160.05,
      losses: ["everything runs on Python 3.13 instead of 3.12"],
    });
    expect(fix?.solved.targets.map(({ id }) => id)).toEqual(["cp313-manylinux_2_28_aarch64"]);
  });

  it("is the nearest one for which there is a wheel, on every target", async () => {
    const compiled: Packages = {
      lib: { "1.0": wheels("cp310-cp310-manylinux_2_17_aarch64", "cp311-cp311-manylinux_2_17_x86_64") },
    };
    expect(await told(compiled, ["lib"])).toEqual(["--python 3.10"]);
    const both = [ARM, { ...ARM, platform: "linux/amd64" }];
    expect(await told(compiled, ["lib"], { targets: both })).toEqual([""]);
    const older = { lib: { "1.0": wheels("cp311-cp311-manylinux_2_17_aarch64", "cp311-cp311-manylinux_2_17_x86_64") } };
    expect((await told(older, ["lib"], { targets: both }))[0]).toBe("--python 3.11");
  });

  it("comes after another version of the same project, and goes with edits where it must", async () => {
    const versions: Packages = { lib: { "1.0": offers(), "2.0": { ...offers(), requiresPython: ">=3.13" } } };
    expect((await told(versions, ["lib==2.0"])).slice(0, 2)).toEqual(["lib==1.0", "--python 3.13"]);
    const moved: Packages = {
      lib: { "1.0": { ...offers("dep>=2"), requiresPython: ">=3.13" } },
      dep: { "1.0": offers(), "2.0": offers() },
    };
    expect((await told(moved, ["lib", "dep==1.0"]))[0]).toBe("--python 3.13, dep==2.0");
  });

  it.each([
    ["a profile", ["jetson-jp6"]],
    ["targets with different Pythons", [ARM, { ...ARM, python: "3.11" }]],
    ["a free-threaded build", [{ ...ARM, python: "3.14t" }]],
  ])("is not offered for %s", async (_, targets) => {
    const next: Packages = { lib: { "1.0": { ...offers(), requiresPython: ">=3.15" } } };
    expect(await told(next, ["lib"], { targets: targets as readonly TargetInput[] })).toEqual([""]);
  });
});

describe("a pre-release", () => {
  const packages: Packages = {
    app: { "1.0": offers("lib!=1.0") },
    lib: { "1.0": offers(), "2.0rc1": offers(), "2.0rc2": offers() },
  };

  it.each([
    ["lib", "lib>=2.0rc2"],
    ["lib>=1", "lib>=2.0rc2"],
    ["lib > 0.5, < 3", "lib >= 2.0rc2, < 3"],
  ])("is asked for by the line that would let it in: %s becomes %s", async (line, after) => {
    const closed: Packages = { ...packages, other: { "1.0": offers("lib<3") }, app: { "1.0": offers("dep==2") } };
    const needs: Packages = {
      ...closed,
      dep: { "2.0": offers() },
      lib: { "1.0": offers("dep==1"), ...rest(packages) },
    };
    const fixes = await fixesOf(needs, ["app==1.0", line]);
    const found = fixes.find(({ edits }) => edits.some(({ kind }) => kind === "allow-prerelease"));
    expect(found?.edits.map((edit) => edit.after.replaceAll(" ", ""))).toEqual([after.replaceAll(" ", "")]);
    expect(found?.losses).toContain("lib 2.0rc2 is a pre-release");
  });
});

function rest({ lib = {} }: Packages): Readonly<Record<string, UniverseVersion>> {
  return Object.fromEntries(Object.entries(lib).filter(([version]) => version !== "1.0"));
}

describe("builds of several projects", () => {
  it("are allowed by one edit where their lines come to one place", async () => {
    const source: UniverseVersion = { ...X86_ONLY, sdist: true };
    const packages: Packages = {
      app: { "1.0": offers("left", "right") },
      left: { "1.0": source },
      right: { "1.0": source },
    };
    const problem = problemOf(["app"], { policy: { sourceIsAllowed: () => false } });
    const universe = sourceFromUniverse({ packages });
    const resolution = await resolve(problem, universe);
    const [fix] = await findFixes(problem, universe, resolution.kind === "conflict" ? resolution.conflicts : []);
    expect(fix?.title).toBe("Build left from source and build right from source");
    expect(fix?.edits.map(({ after }) => after)).toEqual(["--no-binary left\n--no-binary right\n"]);
    const files = new Map([["requirements.txt", Buffer.from("app\n")]]);
    expect(applyEdits(files, fix === undefined ? [] : editsOf(fix)).ok).toBe(true);
  });
});

describe("the index of a vendor", () => {
  const vendor: VendorIndex = {
    ...{ key: "acme", url: "https://wheels.example/simple", title: "ACME", source: "acme issue 7", date: "2026-11" },
    ...{ for: ["linux/arm64"], note: "Its files vanish." },
  };
  const row = { names: ["lib"], source: "acme", date: "2026-11", note: "No wheel.", vendorIndexes: ["acme"] };
  const knowledge = { ...SHIPPED_KNOWLEDGE, packages: [row], vendorIndexes: [vendor] };
  const main: Packages = { lib: { "1.0": X86_ONLY } };
  const theirs = (lib: Readonly<Record<string, UniverseVersion>>) => ({
    knowledge,
    sourceWith: () => sourceFromUniverse({ packages: { lib } }),
  });

  it("is added by a line of the file that asks, with what speaks against it", async () => {
    const [fix] = await fixesOf(main, ["lib"], theirs({ "1.0": FITS }));
    expect(fix).toMatchObject({
      title: "Take lib from ACME too",
      cost: 180,
      edits: [{ kind: "other-index", before: "", after: "--extra-index-url https://wheels.example/simple\n" }],
      losses: [expect.stringContaining("dependency confusion"), "Its files vanish"],
    });
    expect(fix?.edits[0]?.reason).toContain("ACME has it (acme issue 7, 2026-11)");
  });

  it("is not offered where it has nothing that fits, is for other targets, or cannot be asked", async () => {
    const last = [""];
    expect(await told(main, ["lib"], theirs({ "1.0": X86_ONLY }))).toEqual(last);
    const musl = { ...ARM, libc: "musllinux_1_2" };
    const glibc = { ...knowledge, vendorIndexes: [{ ...vendor, libc: "glibc" as const }] };
    expect(await told(main, ["lib"], { ...theirs({ "1.0": FITS }), knowledge: glibc, targets: [musl] })).toEqual(last);
    expect(await told(main, ["lib"], { knowledge })).toEqual(last);
  });
});
