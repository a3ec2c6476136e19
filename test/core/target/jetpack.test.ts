import { describe, expect, it } from "vitest";
import {
  findJetPack,
  findJetPackByL4t,
  findJetPackOfTarget,
  JETPACK_LINES,
  parseTegraRelease,
} from "../../../src/core/target/jetpack.ts";
import { parseLibc } from "../../../src/core/target/libc.ts";
import { requireTarget } from "./require-target.ts";

describe("parseTegraRelease", () => {
  it.each([
    ["# R36 (release), REVISION: 4.3, GCID: 38968081, BOARD: generic, EABI: aarch64, DATE: Wed Jan  8\n", "36.4.3"],
    [
      "# R32 (release), REVISION: 7.1, GCID: 29689809, BOARD: t186ref, EABI: aarch64\n# KERNEL_VARIANT: oot\n",
      "32.7.1",
    ],
    ["# R38 (release), REVISION: 2.0\n", "38.2.0"],
    ["# R34 (release), REVISION: 1, GCID: 1\n", "34.1"],
  ])("reads %j", (text, version) => {
    expect(parseTegraRelease(text)).toBe(version);
  });

  it.each([
    "",
    "R36",
    "# R36 (release)",
    "# R9999 (release), REVISION: 1.0",
    "# R36 (release), REVISION: x",
    "\n# R36 (release), REVISION: 4.3",
  ])("has nothing to say of %j", (text) => {
    expect(parseTegraRelease(text)).toBeNull();
  });
});

describe("JetPack by what is known of it", () => {
  it.each([
    ["36.4.3", "jetson-jp6", "6.2"],
    ["36.4", "jetson-jp6", "6.1"],
    ["35.4.1", "jetson-jp5", "5.1.2"],
    ["34.1.1", "jetson-jp5", "5.0.1"],
    ["32.7.6", "jetson-jp4", "4.6.6"],
    ["38.4.0", "jetson-jp7", "7.1"],
    ["39.2.0", "jetson-jp7.2", "7.2"],
    ["36.99.0", "jetson-jp6", null],
  ])("finds L4T %s", (l4t, profile, jetpack) => {
    expect(findJetPackByL4t(l4t)).toMatchObject({ line: { profile }, jetpack });
  });

  it.each([
    ["6", "jetson-jp6"],
    ["6.2", "jetson-jp6"],
    ["6.2.2", "jetson-jp6"],
    ["5.1", "jetson-jp5"],
    ["7.1", "jetson-jp7"],
    ["7.2", "jetson-jp7.2"],
    ["7", "jetson-jp7.2"],
  ])("finds JetPack %s", (jetpack, profile) => {
    expect(findJetPack(jetpack)?.profile).toBe(profile);
  });

  it("knows no release of a line that there is not", () => {
    expect(findJetPackByL4t("28.4.0")).toBeNull();
    expect(findJetPackByL4t("")).toBeNull();
    expect(findJetPack("8")).toBeNull();
    expect(findJetPack("6.9")).toBeNull();
  });

  it("knows a target by its profile, and a profile that was printed on a board by its kernel", () => {
    expect(findJetPackOfTarget(requireTarget("jetson-jp7"))?.profile).toBe("jetson-jp7");
    const printed = (platform_release: string) =>
      findJetPackOfTarget({ profile: "board.json", markers: { platform_release } });
    expect(printed("5.15.136-tegra")?.profile).toBe("jetson-jp6");
    expect(printed("5.10.104-rt-tegra")?.profile).toBe("jetson-jp5");
    expect(printed("6.8.12-tegra")?.profile).toBe("jetson-jp7.2");
    expect(printed("6.8.0-45-generic")).toBeNull();
    expect(printed("6.19.1-tegra")).toBeNull();
    expect(findJetPackOfTarget(requireTarget("ubuntu-22.04"))).toBeNull();
  });
});

describe("the table", () => {
  it("gives each release to one line, and each line what a target needs", () => {
    const releases = JETPACK_LINES.flatMap((line) => line.releases.map(({ l4t }) => l4t));
    expect(releases).toEqual([...new Set(releases)]);
    for (const line of JETPACK_LINES) {
      expect(parseLibc(line.libc)).toMatchObject({ ok: true });
      expect(line.torchCudaArchList).toMatch(/^\d+\.\d(?:;\d+\.\d)*$/);
      expect(line.platformRelease).toMatch(/^\d+\.\d+\.\d+-tegra$/);
      for (const { l4t } of line.releases) expect(l4t).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });
});
