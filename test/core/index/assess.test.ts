import { describe, expect, it } from "vitest";
import { type AssessOptions, assessRequirement } from "../../../src/core/index/assess.ts";
import type { ProjectFile } from "../../../src/core/index/project-index.ts";
import { pageOf, requirementOf, targetOf } from "./pages.ts";

type Given = string | (Partial<ProjectFile> & { filename: string });

const JP6 = "cp310-manylinux_2_35_aarch64";
const ARM = "cp312-manylinux_2_28_aarch64";
const ALPINE = "cp312-musllinux_1_2_aarch64";
const FREE = "cp314t-manylinux_2_28_aarch64";

function assess(requirement: string, target: string, files: readonly Given[], options: AssessOptions = {}) {
  return assessRequirement(requirementOf(requirement), pageOf(...files), targetOf(target), options);
}

const wheel = (version: string, tags: string) => `demo-${version}-${tags}.whl`;
const sdist = (version: string) => `demo-${version}.tar.gz`;
const X86 = wheel("1.0", "cp312-cp312-manylinux_2_28_x86_64");

describe("the outcome of a requirement on a target", () => {
  it.each<[string, string, string, readonly Given[], string]>([
    ["NATIVE", "demo", ARM, [wheel("1.0", "cp312-cp312-manylinux_2_17_aarch64.manylinux2014_aarch64")], "1.0"],
    ["NATIVE", "demo", ARM, [wheel("1.0", "py3-none-manylinux_2_24_aarch64")], "1.0"],
    ["ABI3", "demo", ARM, [wheel("1.0", "cp38-abi3-manylinux_2_28_aarch64"), sdist("1.0")], "1.0"],
    ["PURE", "demo", ARM, [wheel("1.0", "py2.py3-none-any"), sdist("1.0")], "1.0"],
    ["STUB", "demo", ARM, [wheel("1.0", "py3-none-any"), X86], "1.0"],
    ["OLDER_HAS", "demo", ARM, [wheel("0.9", "py3-none-any"), X86, sdist("1.0")], "1.0"],
    ["OLDER_HAS", "demo==1.0", ARM, [wheel("0.9", "py3-none-any"), X86], "1.0"],
    ["NEWER_HAS", "demo<2", ARM, [wheel("2.0", "py3-none-any"), X86, sdist("1.0")], "1.0"],
    ["LIBC_TOO_OLD", "demo", ARM, [wheel("1.0", "cp312-cp312-manylinux_2_39_aarch64"), sdist("1.0")], "1.0"],
    ["LIBC_FAMILY", "demo", ALPINE, [wheel("1.0", "cp312-cp312-manylinux_2_17_aarch64"), sdist("1.0")], "1.0"],
    ["LIBC_FAMILY", "demo", ARM, [wheel("1.0", "cp312-cp312-musllinux_1_2_aarch64")], "1.0"],
    ["PYTHON_TAG", "demo", ARM, [wheel("1.0", "cp313-cp313-manylinux_2_17_aarch64"), X86, sdist("1.0")], "1.0"],
    ["PYTHON_TAG", "demo", ARM, [wheel("1.0", "py2-none-any")], "1.0"],
    ["FREE_THREADED", "demo", FREE, [wheel("1.0", "cp314-cp314-manylinux_2_17_aarch64"), sdist("1.0")], "1.0"],
    ["FREE_THREADED", "demo", FREE, [wheel("1.0", "cp38-abi3-manylinux_2_17_aarch64")], "1.0"],
    ["REQUIRES_PYTHON", "demo", JP6, [{ filename: sdist("1.0"), requiresPython: ">=3.12" }], "1.0"],
    ["VARIANT_ONLY", "demo", ARM, [wheel("1.0", "cp312-cp312-manylinux_2_17_aarch64-cu130")], "1.0"],
    ["YANKED_ONLY", "demo", ARM, [{ filename: wheel("1.0", "py3-none-any"), yanked: "broken" }], "1.0"],
    ["SDIST_ONLY", "demo", ARM, [sdist("1.0")], "1.0"],
    ["SDIST_ONLY", "demo", ARM, [sdist("1.0"), X86], "1.0"],
    ["NO_ARTIFACT", "demo", ARM, [X86, wheel("1.0", "cp312-cp312-win_amd64")], "1.0"],
  ])("is %s for %s on %s with %j", (outcome, requirement, target, files, version) => {
    expect(assess(requirement, target, files)).toMatchObject({ outcome, version });
  });

  it("is NOT_FOUND where no version is allowed, and names the newest there is", () => {
    expect(assess("demo==9", ARM, [wheel("1.0", "py3-none-any")])).toMatchObject({
      outcome: "NOT_FOUND",
      version: null,
      siblings: [{ kind: "older", version: "1.0", text: "1.0 has a wheel for this target" }],
    });
    expect(assess("demo==0.9", ARM, [sdist("1.0")]).siblings).toEqual([
      { kind: "newer", version: "1.0", text: "1.0 exists, without a wheel for this target", wheel: null },
    ]);
    expect(assess("demo", ARM, []).outcome).toBe("NOT_FOUND");
  });
});

describe("the version that is judged", () => {
  it("is the newest with any file for the target: an sdist before an older wheel, as pip has it", () => {
    const files = [wheel("1.0", "py3-none-any"), sdist("2.0")];
    expect(assess("demo", ARM, files)).toMatchObject({ version: "2.0", outcome: "OLDER_HAS", sdist: sdist("2.0") });
    expect(assess("demo", ARM, files, { preferBinary: true })).toMatchObject({ version: "1.0", outcome: "PURE" });
    expect(assess("demo", ARM, files, { onlyBinary: true })).toMatchObject({ version: "1.0", outcome: "PURE" });
    expect(assess("demo", ARM, files, { noBinary: true })).toMatchObject({ version: "2.0", outcome: "SDIST_ONLY" });
  });

  it("passes over versions without a file for the target, and says so", () => {
    const files = [wheel("1.0", "py3-none-any"), wheel("2.0", "cp312-cp312-win_amd64")];
    expect(assess("demo", ARM, files)).toMatchObject({
      version: "1.0",
      outcome: "PURE",
      siblings: [
        {
          kind: "newer",
          version: "2.0",
          text: "2.0 has no file for this target: it needs Windows, the target has Linux",
          wheel: null,
        },
      ],
    });
  });

  it("obeys Requires-Python of the file, and takes one that is no specifier for none", () => {
    const newest = { filename: wheel("2.0", "py3-none-any"), requiresPython: ">=3.12" };
    const files = [newest, { filename: wheel("1.0", "py3-none-any"), requiresPython: ">=3.8, <4*" }];
    expect(assess("demo", JP6, files)).toMatchObject({
      version: "1.0",
      siblings: [{ kind: "newer", version: "2.0", text: "2.0 needs Python >=3.12" }],
    });
    expect(assess("demo", ARM, files).version).toBe("2.0");
    expect(assess("demo==2.0", JP6, files).outcome).toBe("REQUIRES_PYTHON");
    // uv repairs `>=3.*`, and passes over what it cannot repair.
    expect(assess("demo==1.0", JP6, files, { rules: "uv" }).outcome).toBe("REQUIRES_PYTHON");
    const star = [{ filename: wheel("1.0", "py3-none-any"), requiresPython: ">=3.*" }];
    expect(assess("demo", JP6, star, { rules: "uv" }).version).toBe("1.0");
  });

  it("is a pre-release only when it is asked for, or when nothing else is there", () => {
    const files = [wheel("1.0", "py3-none-any"), wheel("2.0rc1", "py3-none-any")];
    expect(assess("demo", ARM, files).version).toBe("1.0");
    expect(assess("demo>=2.0rc1", ARM, files).version).toBe("2.0rc1");
    expect(assess("demo>=1.5", ARM, files).version).toBe("2.0rc1");
    expect(assess("demo!=2.0rc2", ARM, files).version).toBe("1.0");
    expect(assess("demo", ARM, files, { prereleases: "allow" }).version).toBe("2.0rc1");
    expect(assess("demo>=1.5", ARM, files, { prereleases: "disallow" }).wheel).toBeNull();
  });

  it("is a yanked one only when it is pinned and has no other file", () => {
    const files = [{ filename: wheel("2.0", "py3-none-any"), yanked: "" }, wheel("1.0", "py3-none-any")];
    expect(assess("demo", ARM, files).version).toBe("1.0");
    expect(assess("demo>=2", ARM, files).outcome).toBe("YANKED_ONLY");
    expect(assess("demo==2.*", ARM, files).outcome).toBe("YANKED_ONLY");
    expect(assess("demo==2.0", ARM, files)).toMatchObject({ outcome: "PURE", version: "2.0" });
    expect(assess("demo===2.0", ARM, files)).toMatchObject({ outcome: "PURE", version: "2.0" });
  });

  it("is the one that a lock has decided", () => {
    const files = [wheel("2.0", "py3-none-any"), wheel("1.0", "py3-none-any"), wheel("1.5rc1", "py3-none-any")];
    expect(assess("demo", ARM, files, { version: "1.0" }).version).toBe("1.0");
    expect(assess("demo", ARM, files, { version: "1.5rc1" }).version).toBe("1.5rc1");
  });

  it("was uploaded before the limit", () => {
    const at = (version: string, uploadTime: string | null) => ({
      filename: wheel(version, "py3-none-any"),
      uploadTime,
    });
    const files = [at("1.0", "2026-01-01T10:00:00Z"), at("2.0", "2026-01-02T10:00:00.123456Z"), at("3.0", null)];
    expect(assess("demo", ARM, files, { excludeNewer: "2026-01-02T10:00:01Z" }).version).toBe("2.0");
    expect(assess("demo", ARM, files, { excludeNewer: "2026-01-02T10:00:00Z" }).version).toBe("1.0");
    expect(assess("demo", ARM, files, { excludeNewer: "2026-01-02" }).version).toBe("2.0");
    expect(assess("demo", ARM, files, { excludeNewer: "2025-01-02" }).outcome).toBe("NOT_FOUND");
  });

  it("has local versions too: 2.5.1+cu124 is a 2.5.1", () => {
    const files = ["torch-2.5.1-cp312-cp312-win_amd64.whl", "torch-2.5.1+cu124-cp312-cp312-linux_aarch64.whl"];
    const verdict = assess("torch==2.5.1", ARM, files);
    expect(verdict).toMatchObject({ outcome: "NATIVE", version: "2.5.1+cu124", tag: "cp312-cp312-linux_aarch64" });
  });
});

describe("the wheel that is taken", () => {
  it("has the best tag by the rules that are asked for, then the highest build tag", () => {
    const linux = wheel("1.0", "cp312-cp312-linux_aarch64");
    const many = wheel("1.0", "cp312-cp312-manylinux_2_28_aarch64");
    expect(assess("demo", ARM, [many, linux]).wheel).toBe(linux);
    expect(assess("demo", ARM, [many, linux], { rules: "pip-26.2" })).toMatchObject({ wheel: many, rules: "pip-26.2" });
    expect(assess("demo", ARM, [many, linux], { rules: "uv" }).wheel).toBe(many);
    const built = ["2", "10", "10arm"].map((build) => wheel(`1.0-${build}`, "py3-none-any"));
    expect(assess("demo", ARM, [wheel("1.0", "py3-none-any"), ...built]).wheel).toBe(built[2]);
  });

  it("is the last on the page of those that are equally good, for uv the first by name", () => {
    const both = wheel("1.0", "py3-none-manylinux_2_28_aarch64.musllinux_1_1_aarch64");
    const one = wheel("1.0", "py3-none-manylinux_2_28_aarch64");
    for (const files of [
      [both, one],
      [one, both],
    ]) {
      expect(assess("demo", ARM, files).wheel).toBe(files[1]);
      expect(assess("demo", ARM, files, { rules: "uv" }).wheel).toBe(both);
    }
  });

  it("is the last on the page of sdists whose versions are equal, however they are spelled", () => {
    const page = ["demo-1.0.zip", "demo-1.0.0.tar.gz", "demo-1.0.tar.xz"];
    expect(assess("demo", ARM, page).sdist).toBe("demo-1.0.tar.xz");
    expect(assess("demo", ARM, page.slice(0, 2)).sdist).toBe("demo-1.0.0.tar.gz");
  });

  it("has a valid name and is of the project", () => {
    const bad = "demo-1.0--cp312-cp312-manylinux_2_17_aarch64.whl";
    const other = "demo_more-3.0-py3-none-any.whl";
    expect(assess("demo", ARM, [bad, other, wheel("1.0", "py3-none-any")]).wheel).toBe(wheel("1.0", "py3-none-any"));
    const spelled = "Zope.Demo-1.0-py3-none-any.whl";
    expect(assess("zope_demo", ARM, [spelled, "zope-demo-2.0.tar.gz"])).toMatchObject({
      sdist: "zope-demo-2.0.tar.gz",
    });
  });
});

describe("what is said of a version without a fitting wheel", () => {
  it("names the closest wheel and the difference, though an older version has one", () => {
    const near = wheel("1.0", "cp310-cp310-manylinux_2_39_aarch64");
    const nearer = wheel("1.0", "cp310-cp310-manylinux_2_36_aarch64");
    const verdict = assess("demo", JP6, [X86, near, nearer, sdist("1.0"), wheel("0.9", "py3-none-any")]);
    expect(verdict.outcome).toBe("OLDER_HAS");
    expect(verdict.miss).toEqual({ wheel: nearer, part: "libc-version", needs: "glibc 2.36", has: "glibc 2.35" });
  });

  it("lists other versions, Pythons, C libraries and platforms", () => {
    const verdict = assess("demo==1.0", ARM, [
      X86,
      sdist("1.0"),
      wheel("1.0", "cp311-cp311-manylinux_2_17_aarch64"),
      wheel("1.0", "cp312-cp312-musllinux_1_2_aarch64"),
      wheel("0.8", "py3-none-any"),
      wheel("0.9", "py3-none-any"),
      wheel("1.1", "py3-none-any"),
      wheel("1.2", "py3-none-any"),
    ]);
    expect(verdict.siblings).toEqual([
      {
        kind: "older",
        text: "0.9 has a wheel for this target, but demo==1.0 does not allow it",
        version: "0.9",
        wheel: wheel("0.9", "py3-none-any"),
      },
      {
        kind: "newer",
        text: "1.1 has a wheel for this target, but demo==1.0 does not allow it",
        version: "1.1",
        wheel: wheel("1.1", "py3-none-any"),
      },
      {
        kind: "other-python",
        text: "1.0 has wheels for this platform for cp311",
        version: "1.0",
        wheel: wheel("1.0", "cp311-cp311-manylinux_2_17_aarch64"),
      },
      {
        kind: "other-libc",
        text: "1.0 has wheels for this processor that need musllinux_1_2",
        version: "1.0",
        wheel: wheel("1.0", "cp312-cp312-musllinux_1_2_aarch64"),
      },
      { kind: "other-platform", text: "1.0 has wheels for Linux x86_64", version: "1.0", wheel: X86 },
    ]);
  });
});
