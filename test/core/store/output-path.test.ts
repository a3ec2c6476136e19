import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findOutputPathError, type OutputPathFacts } from "../../../src/core/store/output-path.ts";

const facts = (written: string, more: Partial<OutputPathFacts> = {}): OutputPathFacts => ({
  written,
  resolved: resolve("/home/ci/project", written),
  workingDirectory: "/home/ci/project",
  home: "/home/ci",
  existing: [],
  ...more,
});

describe("findOutputPathError", () => {
  it.each([
    ".wheelhouse",
    "out/wheels",
    "./a b",
    "/mnt/artifacts/wheels",
    "out/../.wheelhouse",
    ".github/out",
    "x.git",
  ])("lets %s be written", (written) => {
    expect(findOutputPathError(facts(written))).toBeNull();
  });

  it.each([
    ["/", "it is the root of the file system"],
    ["///", "it is the root of the file system"],
    ["../../../..", "it is the root of the file system"],
    [".", "it is the working directory itself"],
    ["out/..", "it is the working directory itself"],
    ["/home/ci/project/", "it is the working directory itself"],
    ["/home/ci", "it is the home folder"],
    ["/home", "it holds the working directory"],
    ["..", "it is the home folder"],
    ["../sibling", "it leads out of the working directory"],
    ["../project2", "it leads out of the working directory"],
    ["~", '"~" is not expanded here'],
    ["~/wheels", '"~" is not expanded here'],
    ["~root", '"~" is not expanded here'],
    [".git", "it lies in .git"],
    [".git/hooks", "it lies in .git"],
    [".GIT/hooks", "it lies in .git"],
    ["/srv/repo.x/.git/wheels", "it lies in .git"],
    ["", "it is empty"],
    [" ", "it is empty"],
    ["out\nfile", "it has a line end or a NUL in it"],
  ])("E4: refuses %j because %s", (written, reason) => {
    const error = findOutputPathError(facts(written));
    expect(error).toMatchObject({ code: "refused-path", exitCode: 2, hint: expect.stringContaining("--output") });
    expect(error?.message).toBe(`The output folder ${JSON.stringify(written)} is refused: ${reason}.`);
  });

  it("E4: refuses a folder that holds the home folder, seen from elsewhere", () => {
    expect(findOutputPathError(facts("/home", { workingDirectory: "/srv/build" }))?.message).toContain(
      "the home folder",
    );
  });

  it("E4: refuses a symbolic link, on the way too, and what is no folder", () => {
    const link = { path: "/home/ci/project/out", kind: "symlink" } as const;
    const file = { path: "/home/ci/project/out", kind: "file" } as const;
    expect(findOutputPathError(facts("out/wheels", { existing: [link] }))?.message).toContain("is a symbolic link");
    expect(findOutputPathError(facts("out", { existing: [file] }))?.message).toContain("is no folder");
    const folder = { path: "/home/ci/project/out", kind: "folder" } as const;
    expect(findOutputPathError(facts("out", { existing: [folder] }))).toBeNull();
  });
});
