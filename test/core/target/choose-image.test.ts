import { describe, expect, it } from "vitest";
import { chooseImage, type ImageWish, imageReference, isPinned } from "../../../src/core/target/choose-image.ts";
import { BINFMT_IMAGE, DEFAULT_IMAGES, IMAGE_PYTHONS } from "../../../src/core/target/images.ts";
import { parseLibc } from "../../../src/core/target/libc.ts";
import { PLATFORMS } from "../../../src/core/target/platform.ts";
import { requirePlatform } from "./require-platform.ts";

const wish = (change: Partial<ImageWish> = {}): ImageWish => ({
  platform: requirePlatform("linux/arm64"),
  python: "3.12",
  libc: null,
  image: null,
  ...change,
});

function messages(change: Partial<ImageWish>): readonly string[] {
  const result = chooseImage(wish(change));
  return result.ok ? [] : result.problems.map(({ message, expected }) => `${message}; ${expected}`);
}

describe("the table of images", () => {
  it("E11: pins each default image and the QEMU installer by digest", () => {
    for (const image of DEFAULT_IMAGES) expect(isPinned(imageReference(image)), image.repository).toBe(true);
    expect(isPinned(BINFMT_IMAGE)).toBe(true);
  });

  it("has each pair of machine and libc once, no digest twice, and only floors and machines that we know", () => {
    const pairs = DEFAULT_IMAGES.map(({ machine, libc }) => `${libc}_${machine}`);
    expect(pairs).toEqual([...new Set(pairs)]);
    const digests = DEFAULT_IMAGES.map(({ digest }) => digest);
    expect(digests).toEqual([...new Set(digests)]);
    for (const { machine, libc } of DEFAULT_IMAGES) {
      expect(PLATFORMS.map((platform) => platform.machine)).toContain(machine);
      expect(parseLibc(libc)).toMatchObject({ ok: true, value: { tag: libc } });
    }
  });

  it("falls back to the release's tag where no digest is known", () => {
    const image = {
      machine: "x",
      libc: "manylinux_2_28",
      repository: "registry.example/x",
      release: "1",
      digest: null,
    };
    expect(imageReference(image)).toBe("registry.example/x:1");
    expect(isPinned(imageReference(image))).toBe(false);
  });
});

describe("chooseImage", () => {
  it("takes manylinux_2_28 for arm64 when no libc is named", () => {
    expect(chooseImage(wish())).toMatchObject({
      ok: true,
      value: {
        reference: expect.stringMatching(/^quay\.io\/pypa\/manylinux_2_28_aarch64@sha256:[0-9a-f]{64}$/),
        pinned: true,
        libc: "manylinux_2_28",
        python: { kind: "version", minor: "3.12" },
      },
    });
  });

  it("goes by the libc that is asked for, old names included", () => {
    expect(chooseImage(wish({ libc: "musllinux_1_2" }))).toMatchObject({
      ok: true,
      value: { reference: expect.stringContaining("/musllinux_1_2_aarch64@") },
    });
    expect(chooseImage(wish({ libc: "manylinux2014" }))).toMatchObject({
      ok: true,
      value: { reference: expect.stringContaining("/manylinux2014_aarch64@"), libc: "manylinux_2_17" },
    });
  });

  it("has an image for every platform that PyPA builds images for", () => {
    const without = PLATFORMS.filter((platform) => !chooseImage(wish({ platform })).ok);
    expect(without.map(({ name }) => name)).toEqual(["linux/loong64"]);
    expect(chooseImage(wish({ platform: requirePlatform("loong64") }))).toMatchObject({
      ok: false,
      problems: [{ message: "No default image builds any wheels for linux/loong64", expected: "an image of your own" }],
    });
  });

  it("takes the user's image as it is, and says whether it is pinned", () => {
    expect(chooseImage(wish({ image: "registry.example/team/builder:3", libc: "manylinux_2_36" }))).toEqual({
      ok: true,
      value: {
        reference: "registry.example/team/builder:3",
        pinned: false,
        libc: null,
        python: { kind: "version", implementation: "cpython", minor: "3.12", version: "3.12", freeThreaded: false },
      },
    });
    expect(chooseImage(wish({ image: `x@sha256:${"a".repeat(64)}`, python: null }))).toMatchObject({
      ok: true,
      value: { pinned: true, python: null },
    });
  });

  it("takes the newest final Python of the image when none is asked for", () => {
    expect(chooseImage(wish({ python: null }))).toMatchObject({ ok: true, value: { python: { minor: "3.14" } } });
    expect(IMAGE_PYTHONS).toContain("3.14");
  });

  it("names what there is when there is no image for the libc", () => {
    expect(messages({ libc: "manylinux_2_99" })).toEqual([
      "No default image builds manylinux_2_99 wheels for linux/arm64; " +
        "one of manylinux_2_28, manylinux_2_34, manylinux_2_17, musllinux_1_2, or an image of your own",
    ]);
  });

  it("names the Pythons of the image when the one asked for is not in it", () => {
    expect(messages({ python: "3.7" })).toEqual([expect.stringContaining("has no Python 3.7; one of 3.9, 3.10,")]);
  });

  it("tells of an unreadable Python and an unreadable libc together", () => {
    expect(messages({ python: "three", libc: "glibc" })).toHaveLength(2);
  });
});
