import { describe, expect, it } from "vitest";
import { packPage, unpackPage } from "../../../src/adapters/node/index-client/packed-page.ts";
import { mergeVersions, projectVersions } from "../../../src/core/index/candidates.ts";
import { outlineOf, withAddresses } from "../../../src/core/index/outlined-page.ts";
import type { ProjectFile, ProjectIndex } from "../../../src/core/index/project-index.ts";
import { normalizeName } from "../../../src/core/pep/name.ts";

const NAME = normalizeName("demo-pkg");

function file(filename: string, more: Partial<ProjectFile> = {}): ProjectFile {
  const url = `https://files.example/ab/${encodeURIComponent(filename)}`;
  const none = { requiresPython: null, yanked: null, coreMetadata: null, bytes: null, uploadTime: null };
  return { filename, url, hashes: { sha256: "ab".repeat(32) }, ...none, ...more };
}

/** Everything that pages have: versions out of order and in two spellings, other projects, names that say nothing. */
const PAGE: ProjectIndex = {
  url: "https://index.example/simple/demo-pkg/",
  name: "Demo_Pkg",
  status: "active",
  problems: [],
  files: [
    file("demo_pkg-1.0-py3-none-any.whl", { requiresPython: ">=3.8", uploadTime: "2024-01-02T00:00:00Z" }),
    file("demo-pkg-2.0.0.tar.gz", { yanked: "", requiresPython: ">=3.9", bytes: 7 }),
    file("demo_pkg-1.0.0-cp312-cp312-manylinux_2_17_aarch64.whl", { coreMetadata: { sha256: null } }),
    file("other-1.0-py3-none-any.whl"),
    file("demo_pkg-2.0-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", { yanked: "broken" }),
    file("demo_pkg-3.0+local.1-py2.py3-none-any.whl", { url: "https://files.example/elsewhere", hashes: {} }),
    file("demo-pkg-1.0.tar.gz", { uploadTime: "2024-01-01T00:00:00Z" }),
    file("demo_pkg-nonsense.whl"),
    file("demo-pkg-of-no-version.tar.gz"),
    file("demo_pkg-4.0rc1-py3-none-any.whl", { yanked: "with ünïcode \u2028 and\nlines" }),
  ],
};

describe("a page that was kept", () => {
  const kept = unpackPage(packPage(PAGE));

  it("is the same page", () => {
    expect({ ...kept }).toEqual(PAGE);
  });

  it("has the same versions with the same files, and says the same of them", () => {
    const fresh = projectVersions(PAGE, NAME);
    const versions = projectVersions(unpackPage(packPage(PAGE)), NAME);
    expect(versions.map(outlineOf)).toEqual(fresh.map(outlineOf));
    expect(versions.map(({ version, wheels, sdists }) => ({ version, wheels, sdists }))).toEqual(fresh);
    expect(fresh.map(({ version }) => version.normalized)).toEqual(["4.0rc1", "3.0+local.1", "2.0.0", "1.0"]);
  });

  it("has its versions' files among its files", () => {
    const [newest] = projectVersions(kept, NAME);
    expect(kept.files).toContain(newest?.wheels[0]);
  });

  it("answers for another project by its files", () => {
    const other = normalizeName("other");
    expect(projectVersions(kept, other)).toEqual(projectVersions(PAGE, other));
  });

  it("is joined with the page of another index like any", () => {
    const lists = [projectVersions(kept, NAME), projectVersions({ ...PAGE, files: [...PAGE.files] }, NAME)];
    const [first, ...rest] = mergeVersions(lists);
    expect(rest).toHaveLength(3);
    expect(first?.wheels).toHaveLength(2);
    expect(first && outlineOf(first).wheels).toEqual([["py3-none-any"], ["py3-none-any"]]);
  });

  it("takes other addresses, in its versions too", () => {
    const change = (one: ProjectFile) => ({ ...one, url: `${one.url}#told` });
    const told = withAddresses(kept, "https://told.example/", change);
    expect({ ...told }).toEqual({ ...withAddresses(PAGE, "https://told.example/", change) });
    expect(projectVersions(told, NAME)[0]?.wheels[0]?.url).toMatch(/#told$/);
  });

  it("keeps pages that do not name their project, and pages without files", () => {
    for (const page of [
      { ...PAGE, name: null },
      { ...PAGE, files: [] },
    ]) {
      expect({ ...unpackPage(packPage(page)) }).toEqual(page);
    }
  });
});
