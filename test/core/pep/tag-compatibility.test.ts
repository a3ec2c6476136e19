import { describe, expect, it } from "vitest";
import { explainTags, explainWheel } from "../../../src/core/pep/tag-compatibility.ts";
import { parseWheelFilename } from "../../../src/core/pep/wheel-filename.ts";
import { requireTarget } from "../target/require-target.ts";
import { requireParsed } from "./require-parsed.ts";

const PI = "cp312-manylinux_2_36_aarch64";

function explain(filename: string, target = PI, rules: "packaging-26.3" | "uv" = "packaging-26.3") {
  const wheel = requireParsed(parseWheelFilename(`some-1.0-${filename}.whl`));
  return explainWheel(wheel, requireTarget(target), { rules });
}

function missOf(filename: string, target = PI) {
  const { part, needs, has } = explain(filename, target).miss ?? {};
  return [part, needs, has];
}

describe("explainTags", () => {
  it("names the best of the tags that fit, with its place", () => {
    const { fits, miss } = explain("cp312-cp312-manylinux_2_17_aarch64.manylinux_2_28_aarch64");
    expect(fits).toEqual({ tag: "cp312-cp312-manylinux_2_28_aarch64", rank: 9 });
    expect(miss).toBeNull();
  });

  it.each([
    ["cp312-cp312-manylinux_2_39_aarch64", PI, "libc-version", "glibc 2.39", "glibc 2.36"],
    ["cp312-cp312-musllinux_1_2_aarch64", PI, "libc-family", "musl", "glibc"],
    ["cp312-cp312-manylinux2014_aarch64", "cp312-musllinux_1_2_aarch64", "libc-family", "glibc", "musl"],
    ["cp312-cp312-musllinux_1_3_aarch64", "cp312-musllinux_1_2_aarch64", "libc-version", "musl 1.3", "musl 1.2"],
    ["cp313-cp313-manylinux2014_aarch64", PI, "python", "CPython 3.13", "CPython 3.12"],
    ["cp311-cp311-manylinux2014_aarch64", PI, "python", "CPython 3.11", "CPython 3.12"],
    ["cp313-abi3-manylinux2014_aarch64", PI, "python", "CPython 3.13 or newer", "CPython 3.12"],
    ["pp310-pypy310_pp73-manylinux2014_aarch64", PI, "python", "PyPy 3.10", "CPython 3.12"],
    ["cp314-cp314t-manylinux2014_aarch64", PI, "python", "free-threaded CPython 3.14", "CPython 3.12"],
    ["py2-none-any", PI, "python", "Python 2", "CPython 3.12"],
    ["cp312-cp312d-manylinux2014_aarch64", PI, "abi", "the ABI cp312d", "CPython 3.12 (cp312)"],
    [
      "cp38-abi3-manylinux2014_aarch64",
      "cp314t-manylinux_2_36_aarch64",
      "free-threaded",
      "a Python with the GIL (abi3)",
      "free-threaded CPython 3.14",
    ],
    [
      "cp314-cp314t-manylinux2014_aarch64",
      "cp314-manylinux_2_36_aarch64",
      "free-threaded",
      "a free-threaded Python",
      "CPython 3.14",
    ],
    ["cp312-cp312-manylinux2014_x86_64", PI, "platform", "x86_64", "aarch64"],
    ["cp312-cp312-macosx_11_0_arm64", PI, "other-os", "macOS", "Linux"],
    ["cp312-cp312-win_amd64", PI, "other-os", "Windows", "Linux"],
    ["cp312-cp312-pyemscripten_2026_0_wasm32", PI, "other-os", "WebAssembly", "Linux"],
    ["cp312-cp312-ios_13_0_arm64_iphoneos", PI, "other-os", "iOS", "Linux"],
    ["cp313-cp313-manylinux_2_39_aarch64", PI, "python", "CPython 3.13 and glibc 2.39", "CPython 3.12 and glibc 2.36"],
    ["cp312-abi3-any", PI, "platform", "cp312-abi3-any", "no such tag"],
  ])("says what keeps %s from %s", (filename, target, part, needs, has) => {
    expect(missOf(filename, target)).toEqual([part, needs, has]);
  });

  it("calls a wheel of a variant what no installer selects, although its tags fit", () => {
    const { fits, miss } = explain("cp312-cp312-manylinux2014_aarch64-cu130");
    expect(fits).toBeNull();
    expect(miss).toMatchObject({ part: "variant", needs: "an installer that selects the variant cu130" });
  });

  it("ranks misses by what is nearest to the target", () => {
    const fromFarToNear = [
      "cp313-cp313-win_amd64",
      "cp312-cp312-win_amd64",
      "cp313-cp313-manylinux_2_17_x86_64",
      "cp312-cp312-manylinux_2_17_x86_64",
      "cp313-cp313-manylinux_2_39_aarch64",
      "cp39-cp39-manylinux_2_17_aarch64",
      "cp313-cp313-manylinux_2_17_aarch64",
      "cp312-cp312d-manylinux_2_17_aarch64",
      "cp312-cp312-musllinux_1_1_aarch64",
      "cp312-cp312-manylinux_2_40_aarch64",
      "cp312-cp312-manylinux_2_39_aarch64",
    ];
    const closeness = fromFarToNear.map((filename) => explain(filename).miss?.closeness ?? -1);
    expect(closeness).toEqual([...closeness].sort((a, b) => a - b));
    expect(new Set(closeness).size).toBe(closeness.length);
  });

  it("tells of the nearest tag of a compressed set", () => {
    expect(missOf("cp310.cp313-none-manylinux_2_17_aarch64.win_amd64")).toEqual([
      "python",
      "CPython 3.13",
      "CPython 3.12",
    ]);
  });

  it("knows where uv's rules begin for riscv64", () => {
    const name = "cp312-cp312-manylinux_2_27_riscv64";
    expect(explain(name, "cp312-manylinux_2_39_riscv64").fits).not.toBeNull();
    expect(explain(name, "cp312-manylinux_2_39_riscv64", "uv").miss).toMatchObject({ part: "platform" });
  });

  it("goes by the list of the machine where the target has one", () => {
    const target = { ...requireTarget(PI), tags: ["cp312-cp312-manylinux_2_17_aarch64"] };
    expect(explainTags(["cp312-cp312-manylinux_2_17_aarch64"], target).fits?.rank).toBe(0);
    expect(explainTags(["cp312-abi3-manylinux_2_17_aarch64"], target).miss).toMatchObject({ part: "abi" });
  });

  it("has nothing to say of a wheel without tags", () => {
    expect(explainTags([], requireTarget(PI))).toEqual({ fits: null, miss: null });
  });
});
