import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { metadataText, packUniverse, readUniverse } from "../../bench/resolve/universe-file.ts";
import { parseMetadata } from "../../src/core/pep/metadata.ts";
import { normalizeName } from "../../src/core/pep/name.ts";
import { compareVersions, parseVersion } from "../../src/core/pep/version.ts";
import { parseWheelFilename } from "../../src/core/pep/wheel-filename.ts";

const AT_LEAST = 3000;

const universe = readUniverse();
const versions = Object.entries(universe.projects).flatMap(([project, list]) => list.map((one) => ({ project, one })));

function compare(left: string, right: string): number | null {
  const [a, b] = [parseVersion(left), parseVersion(right)];
  return a.ok && b.ok ? compareVersions(a.value, b.value) : null;
}

describe("the frozen universe of the bench", () => {
  it(`has at least ${AT_LEAST} versions, among them those that are heavy to solve`, () => {
    expect(versions.length).toBeGreaterThanOrEqual(AT_LEAST);
    for (const name of ["pandas", "dask", "jupyter", "apache-airflow", "tensorflow", "keras", "boto3", "botocore"]) {
      expect(universe.projects[name]?.length, name).toBeGreaterThan(0);
    }
    for (const name of ["boto3", "botocore", "awscli"])
      expect(universe.projects[name]?.length, name).toBeGreaterThan(100);
  });

  it("has METADATA of each version that names its project and version", () => {
    const wrong = versions.filter(({ project, one }) => {
      const read = parseMetadata(metadataText(one));
      if (!read.ok || normalizeName(read.value.name) !== project) return true;
      return compare(read.value.version, one.version) !== 0;
    });
    expect(wrong).toEqual([]);
  });

  it("has wheels of each version that are named after it", () => {
    const wrong = versions.filter(({ project, one }) => {
      const names = one.wheels.map((filename) => parseWheelFilename(filename));
      const fit = names.filter((name) => name.ok && name.value.name === project);
      return names.length === 0 || fit.length < names.length;
    });
    expect(wrong).toEqual([]);
  });

  it("is sorted, newest first, names no address and packs to the same again", () => {
    const names = Object.keys(universe.projects);
    expect(names).toEqual([...names].sort());
    for (const list of Object.values(universe.projects)) {
      for (const [place, { version }] of list.entries()) {
        expect(place === 0 || compare(list[place - 1]?.version ?? "", version) === 1).toBe(true);
      }
    }
    const text = gunzipSync(readFileSync(join(import.meta.dirname, "../../bench/resolve/universe.json.gz"))).toString();
    expect(text).not.toContain("://");
    expect(packUniverse(universe) === text).toBe(true);
  });
});
