import { describe, expect, it } from "vitest";
import { uvPlatform } from "../../../../src/adapters/node/resolver-tools/uv-platform.ts";
import { compatibleTags } from "../../../../src/core/pep/tags.ts";
import { requireTarget } from "../../../core/target/require-target.ts";

describe("the platform that uv is told", () => {
  it.each([
    ["cp312-manylinux_2_28_aarch64", "aarch64-manylinux_2_28"],
    ["cp310-manylinux_2_17_x86_64", "x86_64-manylinux_2_17"],
    ["cp313-musllinux_1_2_aarch64", "aarch64-unknown-linux-musl"],
    ["cp313-manylinux_2_39_riscv64", "riscv64-unknown-linux"],
  ])("of %s is %s", (target, name) => {
    expect(uvPlatform(requireTarget(target))).toEqual({ name });
  });

  it.each([
    ["cp312-manylinux_2_30_aarch64", "manylinux_2_30_aarch64"],
    ["cp312-manylinux_2_31_armv7l", "manylinux_2_31_armv7l"],
    ["cp312-musllinux_1_1_x86_64", "musllinux_1_1_x86_64"],
    ["cp314t-manylinux_2_28_aarch64", "cp314t"],
    ["pp311-manylinux_2_28_aarch64", "pp311"],
  ])("of %s has no name, which is said", (target, why) => {
    expect(uvPlatform(requireTarget(target))).toEqual({ reason: expect.stringContaining(why) });
  });

  it("has no name where the target's own list lacks a tag that uv would take", () => {
    const target = requireTarget("cp312-manylinux_2_28_aarch64");
    const tags = compatibleTags(target, { rules: "uv" });
    expect(uvPlatform({ ...target, tags })).toEqual({ name: "aarch64-manylinux_2_28" });
    const fewer = tags.filter((tag) => tag !== "cp312-cp312-manylinux_2_27_aarch64");
    expect(uvPlatform({ ...target, tags: fewer })).toEqual({ reason: expect.stringContaining("manylinux_2_27") });
  });
});
