import { describe, expect, it } from "vitest";
import { editsOf, findFixes } from "../../../src/core/fixes/find-fixes.ts";
import { applyEdits } from "../../../src/core/inputs/apply-edits.ts";
import { parseRequirementsFile } from "../../../src/core/inputs/requirements-file.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../src/core/resolve/universe.ts";
import type { Target } from "../../../src/core/target/target.ts";
import { offers, problemOf, targetOf } from "../../rig/resolve/problem.ts";
import type { Packages } from "../../rig/resolve/solve.ts";
import { compareFixesOnTargets } from "../../rig/unify/fixes.ts";

const ARM = targetOf({ platform: "linux/arm64", python: "3.12" });
const INTEL = targetOf({ platform: "linux/amd64", python: "3.12" });
const OLD = targetOf({ platform: "linux/arm64", python: "3.9" });

const only = (machine: string, ...requires: readonly string[]): UniverseVersion => ({
  requires,
  sdist: false,
  wheelTags: [`cp312-cp312-manylinux_2_17_${machine}`],
});

/** The best fix, and what stands in the file after it. */
async function fixed(packages: Packages, text: string, targets: readonly Target[] = [ARM, INTEL]) {
  const files = new Map([["requirements.txt", Buffer.from(text)]]);
  const { requirements: lines } = parseRequirementsFile({ path: "requirements.txt", bytes: Buffer.from(text) });
  const roots = lines.flatMap(({ requirement, place }) => (requirement === null ? [] : [{ requirement, place }]));
  const problem = { ...problemOf([], { targets }), requirements: roots };
  const source = sourceFromUniverse({ packages });
  const resolution = await resolve(problem, source);
  if (resolution.kind !== "conflict") throw new Error(`no conflict, but ${resolution.kind}`);
  const [fix] = await findFixes(problem, source, resolution.conflicts, { lines });
  const result = applyEdits(files, fix === undefined ? [] : editsOf(fix));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return { fix, text: Buffer.from(result.value.get("requirements.txt") ?? []).toString() };
}

describe("a line for targets without a version in common", () => {
  it("changes where it has to, and stays as it is on every other machine", async () => {
    const packages: Packages = {
      numpy: { "1.26.4": only("aarch64"), "2.1.0": only("x86_64") },
    };
    const { text } = await fixed(packages, "Numpy >= 2 ; python_version >= '3.8'  # fast\n");
    expect(text).toBe(
      [
        'Numpy >= 1.26.4 ; python_version >= "3.8" and platform_machine == "aarch64"\n',
        'Numpy >= 2 ; python_version >= "3.8" and platform_machine != "aarch64"  # fast\n',
      ].join(""),
    );
  });

  it("is split in two where one other version serves all that need one", async () => {
    const packages: Packages = {
      fast: {
        "1.0": { ...offers(), requiresPython: "<3.10" },
        "1.1": { ...offers(), requiresPython: "<3.10" },
        "2.0": only("x86_64"),
        "3.0": only("aarch64"),
      },
    };
    const three = await fixed(packages, "fast==2.0\n", [ARM, OLD, INTEL]);
    expect(three.text).toBe(
      [
        'fast==3.0; platform_machine == "aarch64" and python_version >= "3.12"\n',
        'fast==1.1; python_version < "3.12"\n',
        'fast==2.0; platform_machine != "aarch64" and python_version >= "3.12"\n',
      ].join(""),
    );
    const python: Packages = {
      fast: { "1.0": { ...offers(), requiresPython: "<3.10" }, "2.0": { ...offers(), requiresPython: ">=3.10" } },
    };
    expect((await fixed(python, "fast==2.0\n", [OLD, INTEL, ARM])).text).toBe(
      'fast==1.0; python_version < "3.12"\nfast==2.0; python_version >= "3.12"\n',
    );
  });
});

describe("what a fix takes away", () => {
  it("stays on the targets where nothing speaks against it", async () => {
    const packages: Packages = { decorder: { "0.6.0": only("x86_64") }, other: { "1.0": offers() } };
    const { fix, text } = await fixed(packages, "other\ndecorder == 0.6.0  # frames\n");
    expect(text).toBe('other\ndecorder == 0.6.0; platform_machine != "aarch64"  # frames\n');
    expect(fix?.title).toBe('Do without decorder==0.6.0 where platform_machine == "aarch64"');
    expect(fix?.losses).toContain('decorder is not asked for any more, where platform_machine == "aarch64"');
  });

  it("is exchanged only where it cannot be had", async () => {
    const packages: Packages = { decord: { "0.6.0": only("x86_64") }, decord2: { "3.0.0": offers() } };
    expect((await fixed(packages, "decord\n")).text).toBe(
      'decord2; platform_machine == "aarch64"\ndecord; platform_machine != "aarch64"\n',
    );
  });

  it("is an extra on one of them only", async () => {
    const packages: Packages = {
      app: { "1.0": offers('gpu-lib ; extra == "gpu"') },
      "gpu-lib": { "2.0": only("x86_64") },
    };
    expect((await fixed(packages, "app[gpu]==1.0\n")).text).toBe(
      'app==1.0; platform_machine == "aarch64"\napp[gpu]==1.0; platform_machine != "aarch64"\n',
    );
  });

  it("keeps its hashes where it stays", async () => {
    const hash = `sha256:${"0".repeat(64)}`;
    const packages: Packages = { decorder: { "0.6.0": only("x86_64") } };
    expect((await fixed(packages, `decorder==0.6.0 --hash=${hash}\n`)).text).toBe(
      `decorder==0.6.0; platform_machine != "aarch64" --hash=${hash}\n`,
    );
  });
});

// In full: npm run prove -- unify.
it("holds on every target, as a search that tries everything sees it, with no needless edit", async () => {
  const { split, failures } = await compareFixesOnTargets(30, Number(process.env.FAST_CHECK_SEED ?? 1));

  expect(failures).toEqual([]);
  expect(split).toBeGreaterThan(0);
});
