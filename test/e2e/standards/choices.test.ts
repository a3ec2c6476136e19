import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TagRules } from "../../../src/core/target/target.ts";
import { requireTarget } from "../../core/target/require-target.ts";
import type { Installer } from "../../rig/real/installer.ts";
import { realPip } from "../../rig/real/pip.ts";
import { realUv } from "../../rig/real/uv.ts";
import { compareChoices, makeContest } from "../../rig/standards/compare-choices.ts";

const SEED = Number(process.env.FAST_CHECK_SEED ?? 1);
const COUNT = 60 * Number(process.env.WHEELHOUSE_STANDARDS_TIMES ?? 1);

/** uv has no word for the last two: its tags cannot be asked for otherwise than by what it takes. */
const TARGETS = [
  "cp39-manylinux_2_17_aarch64",
  "cp312-manylinux_2_28_aarch64",
  "cp313-manylinux_2_39_riscv64",
  "cp314-musllinux_1_2_x86_64",
  "cp315t-manylinux_2_28_aarch64",
  "cp313-manylinux_2_36_armv8l",
].map(requireTarget);

describe("the wheel that is taken of several", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "wheelhouse-choices-"));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const installers: readonly (readonly [string, TagRules, (url: string) => Promise<Installer>])[] = [
    ["uv", "uv", (url) => realUv("0.13.8", url, folder)],
    ["pip 26.3", "packaging-26.3", (url) => realPip("26.3", url, folder)],
  ];

  it.each(installers)("is the one that %s takes", async (_, rules, makeInstaller) => {
    for (const target of TARGETS) {
      const contest = makeContest(target, COUNT, SEED);
      const { title, cases, differences } = await compareChoices(makeInstaller, target, rules, contest);
      console.log(`${rules}: ${cases} ${title}, ${differences.length} differences, seed ${SEED}`);
      expect(differences).toEqual([]);
    }
  });
});
