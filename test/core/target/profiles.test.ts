import { describe, expect, it } from "vitest";
import { compatibleTags } from "../../../src/core/pep/tags.ts";
import { parsePlatform } from "../../../src/core/target/platform.ts";
import { findProfile, PROFILES } from "../../../src/core/target/profiles.ts";
import { requireTarget } from "./require-target.ts";

const takes = (profile: string, platform: string) =>
  compatibleTags(requireTarget(profile)).some((tag) => tag.endsWith(`-${platform}`));

describe("the profiles", () => {
  it("have names of their own, that are no platforms", () => {
    const names = PROFILES.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(names).toEqual([...new Set(names)]);
    expect(names.filter((name) => parsePlatform(name).ok)).toEqual([]);
  });

  it("are targets, with every Python that they list, and say where that comes from", () => {
    for (const profile of PROFILES) {
      for (const python of profile.pythons) expect(requireTarget({ platform: profile.name, python }).id).not.toBe("");
      expect(profile.source).not.toBe("");
      expect(profile.date).toMatch(/^\d{4}-\d\d$/);
    }
  });

  it.each([
    ["ubuntu", "ubuntu-26.04"],
    ["debian", "debian-13"],
    ["rpi-os", "rpi-os-trixie"],
    ["alpine", "alpine-3.23"],
    ["rhel", "rhel10"],
    ["al2023", "graviton-al2023"],
    ["jetpack-6", "jetson-jp6"],
    ["jetson-jp6.2.1", "jetson-jp6"],
    ["jetson-jp7.1", "jetson-jp7"],
  ])("%s means %s", (alias, name) => {
    expect(findProfile(alias)?.name).toBe(name);
  });

  it("take what their C library allows and nothing newer", () => {
    expect(takes("graviton-al2", "manylinux_2_26_aarch64")).toBe(true);
    expect(takes("graviton-al2", "manylinux_2_28_aarch64")).toBe(false);
    expect(takes("graviton-al2023", "manylinux_2_34_aarch64")).toBe(true);
    expect(takes("rhel8", "manylinux_2_28_aarch64")).toBe(true);
    expect(takes("debian-12", "manylinux_2_39_aarch64")).toBe(false);
    expect(takes("debian-13", "manylinux_2_39_aarch64")).toBe(true);
    expect(takes("alpine", "musllinux_1_2_aarch64")).toBe(true);
    expect(takes("alpine", "manylinux_2_17_aarch64")).toBe(false);
    expect(takes("rpi-os-32", "manylinux_2_31_armv7l")).toBe(true);
    expect(takes("rpi-os-32", "manylinux_2_31_aarch64")).toBe(false);
  });
});
