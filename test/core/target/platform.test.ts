import { describe, expect, it } from "vitest";
import {
  isCompatibleKernel,
  nativeOrEmulated,
  nativeRunnerHint,
  PLATFORMS,
  parsePlatform,
} from "../../../src/core/target/platform.ts";
import { requirePlatform } from "./require-platform.ts";

describe("parsePlatform", () => {
  it.each([
    ["linux/arm64", "linux/arm64"],
    ["arm64", "linux/arm64"],
    ["aarch64", "linux/arm64"],
    ["linux/aarch64", "linux/arm64"],
    ["linux/arm64/v8", "linux/arm64"],
    ["ARM64", "linux/arm64"],
    [" Linux/ARM64 ", "linux/arm64"],
    ["x86_64", "linux/amd64"],
    ["X64", "linux/amd64"],
    ["linux/arm/v7", "linux/arm/v7"],
    ["linux/arm", "linux/arm/v7"],
    ["armv7l", "linux/arm/v7"],
    ["armhf", "linux/arm/v7"],
    ["i686", "linux/386"],
    ["riscv64", "linux/riscv64"],
  ])("reads %j as %s", (text, name) => {
    expect(requirePlatform(text).name).toBe(name);
  });

  it.each(["", "linux/", "linux/arm65", "windows/arm64", "arm64 x", "linux/arm/v6", "__proto__"])(
    "refuses %j and lists what is known",
    (text) => {
      const result = parsePlatform(text);
      expect(result).toMatchObject({ ok: false, problems: [{ code: "unknown-platform" }] });
      if (!result.ok) expect(result.problems[0]?.expected).toContain("linux/amd64, linux/arm64, linux/arm/v7");
    },
  );

  it("gives each spelling to one platform only", () => {
    const words = PLATFORMS.flatMap(({ name, machine, synonyms }) => [
      ...new Set([name.slice("linux/".length), machine, ...synonyms]),
    ]);
    expect(words).toEqual([...new Set(words)]);
  });
});

describe("lanes", () => {
  it("is native on the same platform and emulated on any other", () => {
    expect(nativeOrEmulated(requirePlatform("arm64"), requirePlatform("aarch64"))).toBe("native");
    expect(nativeOrEmulated(requirePlatform("amd64"), requirePlatform("arm64"))).toBe("emulated");
    expect(nativeOrEmulated(requirePlatform("arm64"), requirePlatform("arm/v7"))).toBe("emulated");
  });

  it("knows which 32-bit programs a 64-bit kernel runs by itself", () => {
    expect(isCompatibleKernel(requirePlatform("amd64"), requirePlatform("386"))).toBe(true);
    expect(isCompatibleKernel(requirePlatform("arm64"), requirePlatform("arm/v7"))).toBe(true);
    expect(isCompatibleKernel(requirePlatform("amd64"), requirePlatform("arm/v7"))).toBe(false);
    expect(isCompatibleKernel(requirePlatform("386"), requirePlatform("amd64"))).toBe(false);
  });

  it("names a runner where GitHub has one, and never the label that does not exist", () => {
    expect(nativeRunnerHint(requirePlatform("arm64"))).toContain("runs-on: ubuntu-24.04-arm");
    expect(nativeRunnerHint(requirePlatform("riscv64"))).toBeNull();
    expect(PLATFORMS.map(({ runner }) => runner)).not.toContain("ubuntu-latest-arm");
  });
});
