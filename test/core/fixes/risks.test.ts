import { describe, expect, it } from "vitest";
import { findFixes } from "../../../src/core/fixes/find-fixes.ts";
import { ADVISORIES, type Advisory, advisoriesOf } from "../../../src/core/knowledge/advisories.ts";
import { SHIPPED_KNOWLEDGE } from "../../../src/core/knowledge/merge.ts";
import { parseSpecifierSet } from "../../../src/core/pep/specifier.ts";
import { parseVersion, type Version } from "../../../src/core/pep/version.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../src/core/resolve/universe.ts";
import { offers, problemOf } from "../../rig/resolve/problem.ts";

type Packages = Readonly<Record<string, Readonly<Record<string, UniverseVersion>>>>;

const LEAK: Advisory = {
  ...{ name: "lib", id: "CVE-2026-0001", affected: ["<1.5"], source: "PYSEC-2026-1", date: "2026-11" },
};

async function told(packages: Packages, lines: readonly string[], advisories: readonly Advisory[] = [LEAK]) {
  const problem = problemOf(lines);
  const source = sourceFromUniverse({ packages });
  const resolution = await resolve(problem, source);
  if (resolution.kind !== "conflict") throw new Error(`no conflict, but ${resolution.kind}`);
  const knowledge = { ...SHIPPED_KNOWLEDGE, advisories };
  const fixes = await findFixes(problem, source, resolution.conflicts, { knowledge });
  return fixes.map(({ edits, risks }) => ({ after: edits.map(({ after }) => after).join(), risks }));
}

const RISK = { name: "lib", fixedIn: "1.5", id: "CVE-2026-0001", source: "PYSEC-2026-1" };

describe("a fix that takes a version that is known to be vulnerable", () => {
  const packages: Packages = {
    app: { "1.0": offers("lib<1.5"), "3.0": offers("lib>=1.5") },
    lib: { "1.4": offers(), "1.5": offers(), "1.6": offers() },
  };

  it("says so, and comes after one that costs more otherwise", async () => {
    expect(await told(packages, ["app==1.0", "lib==1.6"])).toEqual([
      { after: "app==3.0", risks: [] },
      { after: "lib==1.4", risks: [{ ...RISK, from: "1.6", to: "1.4" }] },
    ]);
    expect((await told(packages, ["app==1.0", "lib==1.6"], [])).map(({ after }) => after)).toEqual([
      "lib==1.4",
      "app==3.0",
    ]);
  });

  it("goes to a dearer version on the safe side of the boundary, where one holds", async () => {
    const both: Packages = {
      app: { "1.0": offers("lib!=1.6") },
      lib: { "1.4": offers(), "1.6": offers(), "2.0": offers() },
    };
    const safe = { ...LEAK, affected: ["<1.6"] };
    expect((await told(both, ["app==1.0", "lib==1.6"], [safe]))[0]).toEqual({ after: "lib==2.0", risks: [] });
  });

  it("is told of what comes in by another package too", async () => {
    const behind: Packages = {
      app: { "1.0": offers("lib>=1.5", "other<2"), "0.9": offers("lib<1.5") },
      lib: { "1.4": offers(), "1.6": offers() },
      other: { "1.0": offers(), "2.0": offers() },
    };
    const [first, second] = await told(behind, ["app==1.0", "other==2.0"]);
    expect(first).toEqual({ after: "other==1.0", risks: [] });
    expect(second).toEqual({ after: "app==0.9", risks: [{ ...RISK, from: "1.6", to: "1.4" }] });
  });

  it("is not told of what the user's own line asked for already", async () => {
    const pinned: Packages = { ...packages, other: { "1.0": offers(), "2.0": offers("lib>=1.5") } };
    const [first] = await told(pinned, ["lib==1.4", "other==2.0"]);
    expect(first).toMatchObject({ risks: [] });
  });
});

describe("the advisories", () => {
  const version = (text: string): Version => {
    const read = parseVersion(text);
    if (!read.ok) throw new TypeError(text);
    return read.value;
  };

  it("end each range with the version that fixes it, and name an id and its source", () => {
    for (const { name, id, affected, source } of ADVISORIES) {
      expect(id, name).toMatch(/^CVE-\d{4}-\d+$/);
      expect(source, id).toMatch(/^(?:PYSEC-\d{4}-\d+|GHSA(?:-[a-z0-9]{4}){3})$/);
      expect(affected.length, id).toBeGreaterThan(0);
      for (const text of affected) {
        const set = parseSpecifierSet(text);
        const ends = set.ok ? set.value.specifiers.filter(({ operator }) => operator === "<") : [];
        expect(ends, `${id} ${text}`).toHaveLength(1);
      }
    }
  });

  it.each([
    ["urllib3", "1.26.16", ["1.26.17", "1.26.19"]],
    ["urllib3", "2.0.6", ["2.2.2"]],
    ["urllib3", "2.2.2", []],
    ["protobuf", "3.20.1", ["3.20.2"]],
    ["protobuf", "4.21.6", []],
    ["nbconvert", "6.2.0", ["6.3.0a0"]],
  ])("speak of %s %s by its own line of releases", (name, text, fixedIn) => {
    expect(advisoriesOf(name, version(text), ADVISORIES).map((one) => one.fixedIn)).toEqual(fixedIn);
  });
});
