import { describe, expect, it } from "vitest";
import { stableJson } from "../../../src/core/render/json.ts";
import { parseCompletePlatform, toCompletePlatform } from "../../../src/core/target/complete-platform.ts";
import { PROFILES } from "../../../src/core/target/profiles.ts";
import type { Target } from "../../../src/core/target/target.ts";
import { requireTarget } from "./require-target.ts";

const read = (value: unknown) => readText(typeof value === "string" ? value : JSON.stringify(value));
const readText = (text: string) =>
  parseCompletePlatform({ path: "device.json", bytes: new TextEncoder().encode(text) });
const jetson = () => toCompletePlatform(requireTarget("jetson-jp6"));

function requireRead(value: unknown): Target {
  const result = read(value);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

describe("toCompletePlatform", () => {
  it("has the two keys of pex, with every marker and the tags best first", () => {
    const { marker_environment, compatible_tags } = jetson();
    expect(marker_environment).toMatchObject({ platform_release: "5.15.148-tegra", python_full_version: "3.10.0" });
    expect(compatible_tags[0]).toBe("cp310-cp310-linux_aarch64");
    expect(compatible_tags.at(-1)).toBe("py30-none-any");
  });
});

describe("parseCompletePlatform", () => {
  it("gives back the target of every profile", () => {
    for (const { name } of PROFILES) {
      const target = requireTarget(name);
      const form = toCompletePlatform(target);
      const back = requireRead(form);
      const { id, platform, libc } = target;
      expect(back).toMatchObject({ id, platform, libc, profile: "device.json", tags: form.compatible_tags });
      expect(toCompletePlatform(back)).toEqual(form);
      expect(stableJson(toCompletePlatform(back))).toBe(stableJson(form));
    }
  });

  it("keeps the order of the machine's own tags, and the patch release", () => {
    const tags = ["cp312-cp312-manylinux_2_39_aarch64", "cp312-cp312-linux_aarch64", "py3-none-any"];
    const target = requireRead({ marker_environment: { python_full_version: "3.12.3+" }, compatible_tags: tags });
    expect(target).toMatchObject({ tags, python: { version: "3.12.3" }, libc: { minor: 39 } });
  });

  it.each([
    ["a free-threaded Python", ["cp314-cp314t-musllinux_1_2_aarch64"], "cp314t-musllinux_1_2_aarch64"],
    ["a debug build", ["cp312-cp312d-linux_x86_64", "cp312-cp312-linux_x86_64"], "cp312-linux_x86_64"],
    ["PyPy", ["pp310-pypy310_pp73-manylinux_2_36_aarch64"], "pp310-manylinux_2_36_aarch64"],
    ["an old policy's name", ["cp37-cp37m-manylinux2014_aarch64"], "cp37m-manylinux_2_17_aarch64"],
    ["a 32-bit Python on a 64-bit kernel", ["cp311-cp311-manylinux_2_36_armv8l"], "cp311-manylinux_2_36_armv8l"],
  ])("knows %s by its tags", (_what, compatible_tags, id) => {
    expect(requireRead({ marker_environment: { platform_machine: "aarch64" }, compatible_tags }).id).toBe(id);
  });

  it("takes what pex leaves open (null) as not told, and ignores what it adds", () => {
    const { compatible_tags } = jetson();
    const target = requireRead({
      path: "/usr/bin/python3",
      marker_environment: { platform_release: null },
      compatible_tags,
    });
    expect(target.markers).toEqual({});
  });

  it.each([
    ["no JSON", '{"marker_environment": {},\n "compatible_tags": [}', "invalid-json", 2, 22],
    ["no markers", { compatible_tags: ["cp312-cp312-linux_aarch64"] }, "invalid-profile", 1, 1],
    ["no tags", { marker_environment: {}, compatible_tags: [] }, "invalid-profile", 1, 44],
    ["a tag that is none", { marker_environment: {}, compatible_tags: ["a-b-c", "../x"] }, "invalid-tag", 1, 53],
    ["a tag that is a number", { marker_environment: {}, compatible_tags: [1] }, "invalid-tag", 1, 45],
    [
      "a marker that is none",
      { marker_environment: { os_name: 1 }, compatible_tags: ["a-b-c"] },
      "invalid-profile",
      1,
      34,
    ],
    ["no Python", { marker_environment: {}, compatible_tags: ["py3-none-any"] }, "unknown-python", 1, 44],
    [
      "another system",
      { marker_environment: { sys_platform: "darwin" }, compatible_tags: ["a-b-c"] },
      "other-os",
      1,
      67,
    ],
    [
      "two interpreters",
      { marker_environment: { python_version: "3.11" }, compatible_tags: ["cp312-cp312-linux_aarch64"] },
      "contradiction",
      1,
      67,
    ],
    [
      "an unknown processor",
      { marker_environment: {}, compatible_tags: ["cp312-cp312-linux_vax"] },
      "unknown-platform",
      1,
      44,
    ],
  ])("points at %s", (_what, value, code, line, column) => {
    expect(read(value)).toMatchObject({ ok: false, problems: [{ code, file: "device.json", line, column }] });
  });

  it("says what another kind of file lacks", () => {
    const lacks = [
      { message: "the profile has no table marker_environment" },
      { message: "the profile has no list compatible_tags" },
    ];
    expect(read("[]")).toMatchObject({ ok: false, problems: lacks });
  });

  it("refuses what is too large, too deep or too long, and stops telling after twenty problems", () => {
    expect(readText(" ".repeat(3 * 1024 * 1024))).toMatchObject({ ok: false, problems: [{ code: "too-large" }] });
    expect(readText("[".repeat(100_000)).ok).toBe(false);
    const many = { marker_environment: {}, compatible_tags: Array.from({ length: 20_001 }, () => "a-b-c") };
    expect(read(many)).toMatchObject({ ok: false, problems: [{ message: "compatible_tags has 20001 items" }] });
    const wrong = read({ marker_environment: {}, compatible_tags: Array.from({ length: 1000 }, () => "?") });
    expect(wrong.ok ? 0 : wrong.problems.length).toBe(20);
    const long = read({
      marker_environment: { os_name: "x".repeat(501) },
      compatible_tags: ["cp312-cp312-linux_aarch64"],
    });
    expect(long).toMatchObject({ ok: false, problems: [{ code: "invalid-profile" }] });
  });

  it("does not take keys for what JavaScript knows by their name", () => {
    expect(read('{"__proto__": {"marker_environment": {}, "compatible_tags": ["a-b-c"]}}').ok).toBe(false);
  });
});
