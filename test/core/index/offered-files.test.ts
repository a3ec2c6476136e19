import { describe, expect, it } from "vitest";
import { offeredFiles, type WheelAtHand } from "../../../src/core/index/offered-files.ts";
import type { ProjectFile } from "../../../src/core/index/project-index.ts";

const [WHEEL, SDIST, BUILT] = ["a".repeat(64), "b".repeat(64), "c".repeat(64)] as const;

function file(filename: string, sha256: string | null, more: Partial<ProjectFile> = {}): ProjectFile {
  const url = `https://files.example/${filename}`;
  const plain = { requiresPython: null, yanked: null, coreMetadata: null, bytes: null, uploadTime: null };
  return { filename, url, hashes: sha256 === null ? {} : { sha256 }, ...plain, ...more };
}

const built: WheelAtHand = {
  filename: "demo-1.0-cp312-cp312-linux_x86_64.whl",
  sha256: BUILT,
  bytes: 9,
  sdistSha256: SDIST,
};
const fetched: WheelAtHand = { filename: "demo-1.0-py3-none-any.whl", sha256: WHEEL, bytes: 7, sdistSha256: null };

describe("files offered to pip", () => {
  it("are those of the page, from disk where the digest is at hand", () => {
    const page = [file("demo-1.0-py3-none-any.whl", WHEEL), file("demo-0.9.tar.gz", "d".repeat(64))];
    const offers = offeredFiles(page, [fetched, built]);
    expect(offers.map((offer) => [offer.file.filename, offer.wheel, offer.added])).toEqual([
      ["demo-1.0-py3-none-any.whl", fetched, false],
      ["demo-0.9.tar.gz", null, false],
    ]);
  });

  it("have a built wheel after its sdist, with the sdist's Requires-Python and yanked state", () => {
    const sdist = file("demo-1.0.tar.gz", SDIST, { requiresPython: ">=3.9", yanked: "late" });
    const offers = offeredFiles([sdist], [built]);
    expect(offers.map((offer) => offer.added)).toEqual([false, true]);
    expect(offers[1]).toMatchObject({
      wheel: built,
      file: { filename: built.filename, hashes: { sha256: BUILT }, requiresPython: ">=3.9", yanked: "late" },
    });
  });

  it("have nothing that the page does not answer for", () => {
    const nameOnly = [file("demo-1.0.tar.gz", null), file("demo-1.0-py3-none-any.whl", null)];
    expect(offeredFiles(nameOnly, [fetched, built]).every((offer) => offer.wheel === null)).toBe(true);
    const wheelWithDigestOfSdist = [file("demo-1.0-py2-none-any.whl", SDIST)];
    expect(offeredFiles(wheelWithDigestOfSdist, [built])).toHaveLength(1);
    const indexHasOne = [file("demo-1.0.tar.gz", SDIST), file(built.filename, WHEEL)];
    expect(offeredFiles(indexHasOne, [built]).some((offer) => offer.added)).toBe(false);
  });
});
