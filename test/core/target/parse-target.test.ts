import { describe, expect, it } from "vitest";
import { defaultLibc, parseTarget } from "../../../src/core/target/parse-target.ts";
import { PROFILES } from "../../../src/core/target/profiles.ts";
import { requirePlatform } from "./require-platform.ts";
import { requireTarget } from "./require-target.ts";

describe("parseTarget with an id", () => {
  it("takes every part from it", () => {
    expect(requireTarget("cp312-manylinux_2_28_aarch64")).toEqual({
      id: "cp312-manylinux_2_28_aarch64",
      platform: requirePlatform("linux/arm64"),
      libc: { tag: "manylinux_2_28", family: "glibc", major: 2, minor: 28 },
      python: { implementation: "cpython", major: 3, minor: 12, version: "3.12", abi: "cp312", freeThreaded: false },
      profile: null,
      markers: {},
      tags: null,
    });
  });

  it.each([
    ["cp314t-musllinux_1_2_aarch64", "cp314t-musllinux_1_2_aarch64"],
    ["cp311-linux_armv7l", "cp311-linux_armv7l"],
    ["cp311-manylinux_2_36_armv8l", "cp311-manylinux_2_36_armv8l"],
    ["cp39-manylinux2014_x86_64", "cp39-manylinux_2_17_x86_64"],
    ["cp37-manylinux_2_26_aarch64", "cp37m-manylinux_2_26_aarch64"],
    ["cp37m-manylinux_2_26_aarch64", "cp37m-manylinux_2_26_aarch64"],
    ["pp311-manylinux_2_28_riscv64", "pp311-manylinux_2_28_riscv64"],
    ["pypy311_pp73-manylinux_2_28_aarch64", "pp311-manylinux_2_28_aarch64"],
    ["  cp312-manylinux_2_28_aarch64 ", "cp312-manylinux_2_28_aarch64"],
  ])("reads %j as %s", (text, id) => {
    expect(requireTarget(text).id).toBe(id);
  });

  it("reads its own ids", () => {
    for (const { name } of PROFILES) {
      const { id, platform, libc, python } = requireTarget(name);
      expect(requireTarget(id)).toMatchObject({ id, platform, libc, python });
    }
  });

  it("points at each part that is wrong, all at once", () => {
    expect(parseTarget("cp27-manylinux_3_aarch65")).toMatchObject({
      ok: false,
      problems: [{ code: "unknown-target" }],
    });
    expect(parseTarget("cp27-glibc_2_28_aarch65")).toMatchObject({
      ok: false,
      problems: [
        { code: "unknown-python", column: 1 },
        { code: "unknown-libc", column: 6 },
        { code: "unknown-platform", column: 17, message: expect.stringContaining('"aarch65"') },
      ],
    });
  });
});

describe("parseTarget with parts", () => {
  it.each([
    ["3.12", "cp312", "3.12"],
    ["3.12.4", "cp312", "3.12.4"],
    ["3.14t", "cp314t", "3.14"],
    ["pypy3.10", "pp310", "3.10"],
    ["3.6", "cp36m", "3.6"],
  ])("reads Python %s as %s", (python, abi, version) => {
    expect(requireTarget({ platform: "arm64", python }).python).toMatchObject({ abi, version });
  });

  it("takes manylinux_2_28 where no libc is given, and newer floors where there is no older system", () => {
    expect(requireTarget({ platform: "linux/arm64", python: "3.12" }).id).toBe("cp312-manylinux_2_28_aarch64");
    expect(requireTarget({ platform: "linux/arm/v7", python: "3.12" }).id).toBe("cp312-manylinux_2_28_armv7l");
    expect(defaultLibc(requirePlatform("riscv64"))).toBe("manylinux_2_39");
    expect(defaultLibc(requirePlatform("loongarch64"))).toBe("manylinux_2_36");
  });

  it("takes a profile with another Python or libc", () => {
    expect(requireTarget({ platform: "jetson-jp6", python: "3.12" })).toMatchObject({
      id: "cp312-manylinux_2_35_aarch64",
      profile: "jetson-jp6",
      markers: { platform_release: expect.stringContaining("tegra") },
    });
    const overridden = {
      platform: "alpine",
      python: "3.13",
      libc: "musllinux_1_1",
      markers: { platform_release: "x" },
    };
    expect(requireTarget(overridden)).toMatchObject({
      id: "cp313-musllinux_1_1_aarch64",
      markers: { platform_release: "x" },
    });
  });

  it("tells of everything that is wrong at once", () => {
    expect(
      parseTarget({ platform: "arm65", python: "/usr/bin/python3", libc: "glibc", tags: ["cp312"] }),
    ).toMatchObject({
      ok: false,
      problems: [
        { code: "unknown-platform" },
        { code: "unknown-python", message: expect.stringContaining("is a path") },
        { code: "unknown-libc" },
        { code: "invalid-tag" },
      ],
    });
  });

  it.each([
    ["2.7", "not supported"],
    ["3.12t", "no free-threaded build"],
    ["4.0", "not supported"],
  ])("refuses Python %s", (python, reason) => {
    expect(parseTarget({ platform: "arm64", python })).toMatchObject({
      ok: false,
      problems: [{ code: "unknown-python", message: expect.stringContaining(reason) }],
    });
  });
});

describe("parseTarget with a name", () => {
  it("takes the profile's platform, C library, Python and markers", () => {
    expect(requireTarget("jetson-jp6")).toMatchObject({
      id: "cp310-manylinux_2_35_aarch64",
      profile: "jetson-jp6",
      markers: { platform_release: "5.15.148-tegra" },
    });
    expect(requireTarget("Graviton")).toMatchObject({ id: "cp39-manylinux_2_34_aarch64", profile: "graviton-al2023" });
    expect(requireTarget("rpi-os-32").id).toBe("cp313-manylinux_2_41_armv8l");
  });

  it("says that a platform alone is too little", () => {
    expect(parseTarget("linux/riscv64")).toMatchObject({
      ok: false,
      problems: [
        { code: "unknown-target", expected: "the Python too (3.12), or an id such as cp312-manylinux_2_39_riscv64" },
      ],
    });
  });

  it.each([
    ["jetson-jp8", "jetson-jp4 or jetson-jp5 or jetson-jp6"],
    ["jetsonjp6", "jetson-jp6"],
    ["ubunut-22.04", "ubuntu-22.04"],
    ["debian-1", "debian-12 or debian-13"],
    ["linux/amr64", "linux/arm64"],
  ])("names what is near to %j", (text, near) => {
    const result = parseTarget(text);
    expect(result.ok ? null : result.problems[0]?.expected).toContain(near);
  });

  it.each([
    "",
    "  ",
    "__proto__",
    "constructor",
    "a".repeat(10_000),
    "cp312-manylinux_2_28",
    "cp312--aarch64",
    "\u0000",
  ])("refuses %j", (text) => {
    expect(parseTarget(text)).toMatchObject({ ok: false, problems: [{ code: "unknown-target" }] });
  });
});
