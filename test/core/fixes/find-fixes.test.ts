import { describe, expect, it } from "vitest";
import { editsOf, type FindFixesOptions, findFixes } from "../../../src/core/fixes/find-fixes.ts";
import type { ProposedFix } from "../../../src/core/fixes/fix.ts";
import { applyEdits } from "../../../src/core/inputs/apply-edits.ts";
import { parseRequirementsFile } from "../../../src/core/inputs/requirements-file.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../src/core/resolve/universe.ts";
import { offers, problemOf, targetOf } from "../../rig/resolve/problem.ts";

type Packages = Readonly<Record<string, Readonly<Record<string, UniverseVersion>>>>;

async function fixesOf(packages: Packages, ...args: Parameters<typeof problemOf>): Promise<readonly ProposedFix[]> {
  const problem = problemOf(...args);
  const source = sourceFromUniverse({ packages });
  const resolution = await resolve(problem, source);
  if (resolution.kind !== "conflict") throw new Error(`no conflict, but ${resolution.kind}`);
  return findFixes(problem, source, resolution.conflicts);
}

/** `before → after` of each edit, one text for each fix. */
const told = (fixes: readonly ProposedFix[]) =>
  fixes.map(({ edits }) => edits.map(({ before, after }) => `${before} → ${after}`.trim()).join(", "));

/** What stands in a file after a fix, when the file is the problem. */
async function edited(packages: Packages, text: string, options: FindFixesOptions = {}) {
  const files = new Map([["requirements.txt", Buffer.from(text)]]);
  const { requirements } = parseRequirementsFile({ path: "requirements.txt", bytes: Buffer.from(text) });
  const roots = requirements.flatMap(({ requirement, place }) =>
    requirement === null ? [] : [{ requirement, place }],
  );
  const problem = { ...problemOf([]), requirements: roots };
  const source = sourceFromUniverse({ packages });
  const resolution = await resolve(problem, source);
  if (resolution.kind !== "conflict") throw new Error(`no conflict, but ${resolution.kind}`);
  const fixes = await findFixes(problem, source, resolution.conflicts, { ...options, lines: requirements });
  return fixes.map((fix) => {
    const result = applyEdits(files, editsOf(fix));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return Buffer.from(result.value.get("requirements.txt") ?? []).toString();
  });
}

const X86_ONLY = ["cp312-cp312-manylinux_2_17_x86_64"];
const ONLY_BINARY = { policy: { sourceIsAllowed: () => false } };

const TORCH: Packages = {
  torch: { "2.5.0": offers(), "2.6.0": offers(), "2.7.0": offers(), "2.8.0": offers(), "2.9.0": offers() },
  torchvision: {
    "0.20.0": offers("torch==2.5.0"),
    "0.21.0": offers("torch==2.6.0"),
    "0.22.0": offers("torch==2.7.0"),
    "0.23.0": offers("torch==2.8.0"),
    "0.24.0": offers("torch==2.9.0"),
  },
};

describe("a version that two lines disagree on", () => {
  it("moves the pin to the nearest version that holds; a wider bound comes second", async () => {
    const [pin, bound, ...rest] = await fixesOf(TORCH, ["torch>=2.8", "torchvision==0.20.0"]);
    expect(pin).toMatchObject({
      title: "Change torchvision==0.20.0 to torchvision==0.23.0",
      edits: [
        {
          kind: "pin-same-major",
          place: { file: "requirements.txt", line: 2, column: 1 },
          before: "torchvision==0.20.0",
          after: "torchvision==0.23.0",
          reason:
            "torchvision 0.20.0 needs torch==2.5.0; torchvision 0.23.0 is the nearest version that holds with the rest.",
        },
      ],
      changes: [
        { name: "torch", from: "2.9.0", to: "2.8.0" },
        { name: "torchvision", from: "0.20.0", to: "0.23.0" },
      ],
      losses: ["torch 2.8.0 instead of 2.9.0"],
    });
    expect(told([bound, ...rest].filter((fix) => fix !== undefined))).toEqual(["torch>=2.8 → torch>=2.5"]);
    expect(bound?.losses).toEqual(["torch 2.5.0 instead of 2.9.0"]);
  });

  it("goes to a newer version before an older one that is as near", async () => {
    expect(told(await fixesOf(TORCH, ["torch==2.6.0", "torchvision==0.22.0"]))).toEqual([
      "torch==2.6.0 → torch==2.7.0",
      "torchvision==0.22.0 → torchvision==0.21.0",
    ]);
  });

  it("finds what both have to become when moving one is not enough", async () => {
    const packages: Packages = {
      app: { "1.0": offers("lib==1.0"), "2.0": offers("lib==2.0") },
      tool: { "1.0": offers("lib==3.0"), "2.0": offers("lib==2.0") },
      lib: { "1.0": offers(), "2.0": offers(), "3.0": offers() },
    };
    const fixes = await fixesOf(packages, ["app==1.0", "tool==1.0"]);
    expect(told(fixes)).toEqual(["app==1.0 → app==2.0, tool==1.0 → tool==2.0"]);
    expect(fixes[0]?.minimal).toBe(true);
  });

  it("stays with the einops that everybody accepts", async () => {
    const packages: Packages = {
      moshi: { "0.2.2": offers("einops==0.7.0"), "0.2.4": offers("einops==0.7.0"), "0.2.5": offers("einops==0.8.0") },
      "vector-quantize-pytorch": { "1.14.0": offers("einops>=0.7.0"), "1.20.0": offers("einops>=0.8.0") },
      einops: { "0.7.0": offers(), "0.8.0": offers(), "0.8.1": offers() },
    };
    expect(told(await fixesOf(packages, ["moshi==0.2.2", "vector-quantize-pytorch==1.20.0"]))).toEqual([
      "moshi==0.2.2 → moshi==0.2.5",
      "vector-quantize-pytorch==1.20.0 → vector-quantize-pytorch==1.14.0",
    ]);
  });
});

describe("several conflicts", () => {
  const packages: Packages = {
    ...TORCH,
    app: { "1.0": offers("lib<2"), "1.1": offers("lib<3") },
    lib: { "1.0": offers(), "2.0": offers(), "3.0": offers() },
  };

  it("are all solved by each fix, also the one behind the first", async () => {
    expect(told(await fixesOf(packages, ["torch>=2.8", "torchvision==0.20.0", "app==1.0", "lib>=2"]))).toEqual([
      "torchvision==0.20.0 → torchvision==0.23.0, app==1.0 → app==1.1",
      "torchvision==0.20.0 → torchvision==0.23.0, lib>=2 → lib>=1",
      // torch before 2.6 is known to be vulnerable.
      "torch>=2.8 → torch>=2.5, app==1.0 → app==1.1",
      "torch>=2.8 → torch>=2.5, lib>=2 → lib>=1",
    ]);
  });
});

describe("a line keeps its form", () => {
  const packages: Packages = {
    app: { "1.0": offers("lib==2.3.1") },
    lib: { "1.4.2": offers(), "1.5.0": offers(), "2.2.0": offers(), "2.3.1": offers(), "2.4.0": offers() },
  };

  it.each([
    ["lib == 1.4.2", "lib == 2.3.1"],
    ["lib==1.*", "lib==2.*"],
    ["lib==1.4.*", "lib==2.3.*"],
    ["lib~=1.4", "lib~=2.3"],
    ["lib ~= 1.4.2", "lib ~= 2.3.1"],
    ["lib<2", "lib<3"],
    ["lib<2.0.0", "lib<3.0.0"],
    ["lib>=1, <1.5", "lib>=1, <2.4"],
    ["lib<=1.5.0", "lib<=2.3.1"],
    ["lib>=2.4", "lib>=2.3.1"],
    ["lib>2.3.1,<3", "lib>=2.3.1,<3"],
    ["lib!=2.3.1", "lib"],
    ['Lib[x, y]  ~=1.4 ; python_version >= "3.8"', 'Lib[x, y]  ~=2.3 ; python_version >= "3.8"'],
  ])("%s becomes %s", async (before, after) => {
    const [first] = await edited(packages, `# top\napp\n${before}  # why\n`);
    expect(first).toBe(`# top\napp\n${after}  # why\n`);
  });
});

describe("constraints and extras", () => {
  it("changes a constraint that is to blame, and says that it is one", async () => {
    const packages: Packages = {
      app: { "1.0": offers("numpy>=2") },
      numpy: { "1.26.4": offers(), "2.0.0": offers(), "2.1.0": offers() },
    };
    const [fix, ...rest] = await fixesOf(packages, ["app"], { constraints: ["numpy<2"] });
    expect(fix?.title).toBe("Change the constraint numpy<2 to numpy<3");
    expect(fix?.edits[0]).toMatchObject({ kind: "change-constraint", place: { file: "constraints.txt", line: 1 } });
    expect(rest).toEqual([]);
  });

  it("gives the other line as the reason where two of the user's own are at odds", async () => {
    const packages: Packages = { numpy: { "1.26.4": offers(), "2.0.0": offers() } };
    const [fix] = await fixesOf(packages, ["numpy==2.0.0"], { constraints: ["numpy==1.26.4"] });
    expect(fix?.edits.map(({ reason }) => reason)).toEqual([
      "constraints.txt:1 allows only numpy==1.26.4; numpy 1.26.4 is the nearest version that holds with the rest.",
    ]);
  });

  it("changes requirement and constraint together where both pin the same version", async () => {
    const packages: Packages = {
      app: { "1.0": offers("numpy>=2") },
      numpy: { "1.26.4": offers(), "2.0.0": offers(), "2.1.0": offers() },
    };
    const [fix] = await fixesOf(packages, ["app", "numpy==1.26.4"], { constraints: ["numpy==1.26.4"] });
    expect(fix?.edits.map(({ after }) => after).sort()).toEqual(["numpy==2.0.0", "numpy==2.0.0"]);
  });

  it("asks for an extra less where only what it brings stands in the way", async () => {
    const packages: Packages = {
      app: { "1.0": offers("base", 'gpu-lib<2 ; extra == "gpu"', 'plot ; extra == "plot"') },
      base: { "1.0": offers() },
      plot: { "1.0": offers() },
      "gpu-lib": { "2.0": offers() },
    };
    const [fix] = await fixesOf(packages, ["app[gpu,plot]"]);
    expect(fix?.edits[0]).toMatchObject({ kind: "drop-extra", before: "app[gpu,plot]", after: "app[plot]" });
    expect(fix?.losses).toEqual(["app without what its extra gpu brings"]);
  });

  it("drops a requirement only where nothing else helps", async () => {
    const packages: Packages = { app: { "1.0": offers("gone") }, other: { "1.0": offers() } };
    const [fix, ...rest] = await fixesOf(packages, ["other", "app"]);
    expect(fix?.edits).toMatchObject([{ kind: "drop-requirement", before: "app", after: "" }]);
    expect(fix?.changes).toEqual([{ name: "app", from: "1.0", to: null }]);
    expect(rest).toEqual([]);
  });
});

describe("a missing wheel", () => {
  const foreign: UniverseVersion = { requires: [], sdist: true, wheelTags: X86_ONLY };
  const packages: Packages = { fast: { "1.0": offers(), "1.1": foreign, "1.2": foreign } };

  it("offers another version, and to build the one that was asked for", async () => {
    const [version, build, ...rest] = await fixesOf(packages, ["fast>=1.1"], ONLY_BINARY);
    expect(version).toMatchObject({ title: "Change fast>=1.1 to fast>=1.0", losses: ["fast 1.0 instead of 1.2"] });
    expect(build?.title).toBe("Build fast from source");
    expect(build?.losses).toEqual(["fast has to be built from source"]);
    expect(build?.edits).toMatchObject([{ kind: "allow-source", before: "", after: "--no-binary fast\n" }]);
    expect(rest).toEqual([]);
  });

  it("prefers an older version with a wheel over a newer one without", async () => {
    const more: Packages = { fast: { "1.0": offers(), "1.1": offers("gone"), "1.2": foreign } };
    expect(told(await fixesOf(more, ["fast==1.1"]))).toEqual(["fast==1.1 → fast==1.0"]);
  });

  it("offers the project that is known to stand in where nothing can be had of the one asked for", async () => {
    const more: Packages = {
      decord: { "0.6.0": { requires: [], sdist: false, wheelTags: X86_ONLY } },
      decord2: { "3.0.0": offers() },
      av: { "15.0.0": offers() },
    };
    const [fix, ...others] = await fixesOf(more, ["decord"]);
    expect(fix?.edits).toMatchObject([{ kind: "replace-package", before: "decord", after: "decord2" }]);
    expect(fix?.losses).toContain("decord2 is another project: what imports decord may have to change");
    // As the table has them, the best first.
    expect(told(others)).toEqual(["decord → av"]);
  });

  it("writes the option on a line of its own before the requirement", async () => {
    const problem = problemOf(["fast==1.1"], ONLY_BINARY);
    const source = sourceFromUniverse({ packages });
    const resolution = await resolve(problem, source);
    const fixes = await findFixes(problem, source, resolution.kind === "conflict" ? resolution.conflicts : []);
    const build = fixes.find(({ edits }) => edits[0]?.kind === "allow-source");
    const files = new Map([["requirements.txt", Buffer.from("fast==1.1\n")]]);
    const result = applyEdits(files, build === undefined ? [] : editsOf(build));
    expect(result.ok && Buffer.from(result.value.get("requirements.txt") ?? []).toString()).toBe(
      "--no-binary fast\nfast==1.1\n",
    );
  });
});

describe("several targets", () => {
  const targets = [
    targetOf({ platform: "linux/arm64", python: "3.12" }),
    targetOf({ platform: "linux/amd64", python: "3.12" }),
  ];
  const x86: UniverseVersion = { requires: [], sdist: false, wheelTags: X86_ONLY };

  it("have one version in common, which is taken though others are nearer", async () => {
    const packages: Packages = { fast: { "1.0": x86, "1.1": x86, "1.2": x86, "1.3": offers(), "1.4": offers() } };
    expect(told(await fixesOf(packages, ["fast==1.0"], { targets }))).toEqual(["fast==1.0 → fast==1.3"]);
  });

  it("stand a conflict of one of them only", async () => {
    const packages: Packages = {
      app: { "1.0": offers('lib<2 ; platform_machine == "aarch64"'), "1.1": offers() },
      lib: { "1.0": offers(), "2.0": offers() },
    };
    expect(told(await fixesOf(packages, ["app==1.0", "lib>=2"], { targets }))).toEqual([
      "app==1.0 → app==1.1",
      "lib>=2 → lib>=1",
    ]);
  });
});

describe("targets without a version in common", () => {
  const targets = [
    targetOf({ platform: "linux/arm64", python: "3.12" }),
    targetOf({ platform: "linux/amd64", python: "3.12" }),
  ];
  const x86: UniverseVersion = { requires: [], sdist: false, wheelTags: X86_ONLY };
  const arm: UniverseVersion = { ...x86, wheelTags: ["cp312-cp312-manylinux_2_17_aarch64"] };

  it("get a line each, told apart by the machine, and one keeps what it had", async () => {
    const packages: Packages = { fast: { "1.0": x86, "1.1": x86, "1.2": arm } };
    const [fix, ...rest] = await fixesOf(packages, ["fast==1.0"], { targets });
    expect(fix?.edits).toMatchObject([
      {
        kind: "split-by-marker",
        before: "fast==1.0",
        after: 'fast==1.2; platform_machine == "aarch64"\nfast==1.0; platform_machine != "aarch64"',
      },
    ]);
    expect(fix?.losses).toContain("fast has different versions on different targets");
    const files = new Map([["requirements.txt", Buffer.from("fast==1.0  # why\n")]]);
    const result = applyEdits(files, fix === undefined ? [] : editsOf(fix));
    expect(result.ok && Buffer.from(result.value.get("requirements.txt") ?? []).toString()).toBe(
      'fast==1.2; platform_machine == "aarch64"\nfast==1.0; platform_machine != "aarch64"  # why\n',
    );
    expect(rest).toEqual([]);
  });
});

describe("lines with hashes", () => {
  const text = `torch>=2.8\ntorchvision==0.20.0 --hash=sha256:${"0".repeat(64)}\n`;

  it("are left alone where the hashes of the new version are not known", async () => {
    expect(await edited(TORCH, text)).toEqual([`torch>=2.5\ntorchvision==0.20.0 --hash=sha256:${"0".repeat(64)}\n`]);
  });

  it("get the hashes of the version that they change to", async () => {
    const [first] = await edited(TORCH, text, { hashes: () => [`sha256:${"1".repeat(64)}`] });
    expect(first).toBe(`torch>=2.8\ntorchvision==0.23.0 --hash=sha256:${"1".repeat(64)}\n`);
  });
});

describe("the search", () => {
  const lines = ["torch>=2.8", "torchvision==0.20.0"];

  it("offers nothing where there is no conflict", async () => {
    expect(await findFixes(problemOf(["torch"]), sourceFromUniverse({ packages: TORCH }), [])).toEqual([]);
  });

  it("begins without a conflict at hand too", async () => {
    const fixes = await findFixes(problemOf(lines), sourceFromUniverse({ packages: TORCH }), [], { limit: 1 });
    expect(told(fixes)).toEqual(["torchvision==0.20.0 → torchvision==0.23.0"]);
  });

  it("ends with what it has when its steps are used up or it is called off", async () => {
    const source = sourceFromUniverse({ packages: TORCH });
    expect(await findFixes(problemOf(lines), source, [], { maxSteps: 1 })).toEqual([]);
    expect(await findFixes(problemOf(lines), source, [], { signal: AbortSignal.abort() })).toEqual([]);
  });

  it("asks the source each question once", async () => {
    const source = sourceFromUniverse({ packages: TORCH });
    const asked: string[] = [];
    const counting = {
      versions: (names: readonly string[]) => {
        asked.push(...names);
        return source.versions(names);
      },
      requirements: source.requirements,
    };
    await findFixes(problemOf(lines), counting, []);
    expect(asked.toSorted()).toEqual(["torch", "torchvision"]);
  });
});
