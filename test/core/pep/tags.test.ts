import { describe, expect, it } from "vitest";
import { compatibleTags, rankTags } from "../../../src/core/pep/tags.ts";
import { requireTarget } from "../target/require-target.ts";

const jetson = () => requireTarget("cp310-manylinux_2_35_aarch64");

describe("compatibleTags", () => {
  it.each([
    ["cp312", "manylinux_2_35", "aarch64", 582],
    ["cp313", "musllinux_1_2", "x86_64", 132],
    ["cp314t", "manylinux_2_39", "aarch64", 792],
  ])("lists as many tags as packaging does: %s %s %s", (python, libc, machine, count) => {
    const tags = compatibleTags(requireTarget(`${python}-${libc}_${machine}`));
    expect(tags).toHaveLength(count);
    expect(new Set(tags).size).toBe(count);
  });

  it("lets the wheel for the machine itself win from packaging 26.3 on, and lose before and in uv", () => {
    const first = (rules: "packaging-26.3" | "pip-26.2" | "uv") => compatibleTags(jetson(), { rules })[0];
    expect(first("packaging-26.3")).toBe("cp310-cp310-linux_aarch64");
    expect(first("pip-26.2")).toBe("cp310-cp310-manylinux_2_35_aarch64");
    expect(first("uv")).toBe("cp310-cp310-manylinux_2_35_aarch64");
  });

  it("goes down to glibc 2.17, on x86 to 2.5, with each old name behind its number", () => {
    const own = (machine: string) =>
      compatibleTags(requireTarget(`cp310-manylinux_2_18_${machine}`)).filter((tag) => tag.startsWith("cp310-cp310-"));
    expect(own("aarch64").map((tag) => tag.slice("cp310-cp310-".length))).toEqual([
      "linux_aarch64",
      "manylinux_2_18_aarch64",
      "manylinux_2_17_aarch64",
      "manylinux2014_aarch64",
    ]);
    expect(own("x86_64").slice(-2)).toEqual(["cp310-cp310-manylinux_2_5_x86_64", "cp310-cp310-manylinux1_x86_64"]);
  });

  it.each([
    ["riscv64", "manylinux_2_31_riscv64"],
    ["loongarch64", "manylinux_2_36_loongarch64"],
    ["aarch64", "manylinux2014_aarch64"],
  ])("stops on %s where uv stops", (machine, lowest) => {
    const tags = compatibleTags(requireTarget(`cp312-manylinux_2_39_${machine}`), { rules: "uv" });
    expect(tags.filter((tag) => tag.startsWith("cp312-cp312-manylinux")).at(-1)).toBe(`cp312-cp312-${lowest}`);
    expect(tags.filter((tag) => tag.startsWith("cp312-cp312-")).at(-1)).toBe(`cp312-cp312-linux_${machine}`);
  });

  it("takes wheels for armv7l on a 32-bit Python of a 64-bit kernel", () => {
    const target = requireTarget("cp313-manylinux_2_17_armv8l");
    const own = (rules: "packaging-26.3" | "uv") =>
      compatibleTags(target, { rules })
        .filter((tag) => tag.startsWith("cp313-cp313-"))
        .map((tag) => tag.slice("cp313-cp313-".length));
    expect(own("packaging-26.3")).toEqual([
      "linux_armv8l",
      "linux_armv7l",
      "manylinux_2_17_armv8l",
      "manylinux2014_armv8l",
      "manylinux_2_17_armv7l",
      "manylinux2014_armv7l",
    ]);
    expect(own("uv")).toEqual(["manylinux_2_17_armv7l", "manylinux2014_armv7l", "linux_armv7l"]);
  });

  it("never lets a free-threaded Python take abi3", () => {
    const tags = compatibleTags(requireTarget("cp315t-manylinux_2_28_aarch64"));
    expect(tags.some((tag) => tag.includes("-abi3-"))).toBe(false);
    expect(tags).toContain("cp315-cp315t-manylinux_2_28_aarch64");
    expect(tags).toContain("cp315-abi3t-manylinux_2_28_aarch64");
    expect(tags).toContain("cp314-abi3t-manylinux_2_28_aarch64");
  });

  it("knows PyPy's two names for itself, and that uv knows one", () => {
    const target = requireTarget("pp311-manylinux_2_17_x86_64");
    const tags = compatibleTags(target);
    expect(tags).toContain("pp311-pypy311_pp73-manylinux_2_17_x86_64");
    expect(tags).toContain("pp311-none-manylinux_2_17_x86_64");
    expect(tags).toContain("pp3-none-any");
    expect(compatibleTags(target, { rules: "uv" }).filter((tag) => /^pp.*none/.test(tag))).toEqual([]);
  });

  it("adds the m of Pythons before 3.8", () => {
    const tags = compatibleTags(requireTarget("cp37-manylinux_2_17_aarch64"));
    expect(tags[0]).toBe("cp37-cp37m-linux_aarch64");
  });

  it("gives a machine of unknown libc plain linux wheels and those for every platform", () => {
    expect(compatibleTags(requireTarget("cp312-linux_aarch64")).filter((tag) => tag.includes("manylinux"))).toEqual([]);
  });

  it("returns the list of the target's own profile as it is", () => {
    const tags = ["cp310-cp310-linux_aarch64", "py3-none-any"];
    expect(compatibleTags({ ...jetson(), tags }, { rules: "uv" })).toBe(tags);
  });

  it("makes a list once for a target and its rules", () => {
    const target = jetson();
    expect(compatibleTags(target)).toBe(compatibleTags(target, { rules: "packaging-26.3" }));
    expect(compatibleTags(target)).not.toBe(compatibleTags(target, { rules: "uv" }));
  });
});

describe("rankTags", () => {
  it("tells the place of each tag", () => {
    const target = jetson();
    const rank = rankTags(target);
    expect(compatibleTags(target).map((tag) => rank.get(tag))).toEqual(compatibleTags(target).map((_, index) => index));
    expect(rank.get("cp311-cp311-linux_aarch64")).toBeUndefined();
  });

  it("gives a tag that a profile lists twice its better place", () => {
    const rank = rankTags({ ...jetson(), tags: ["a-b-c", "d-e-f", "a-b-c"] });
    expect([rank.get("a-b-c"), rank.get("d-e-f")]).toEqual([0, 1]);
  });
});
