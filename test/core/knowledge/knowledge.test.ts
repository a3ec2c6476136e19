import { describe, expect, it } from "vitest";
import { knowledgeOf, PACKAGE_KNOWLEDGE } from "../../../src/core/knowledge/knowledge.ts";
import { runtimeOnly, systemOf } from "../../../src/core/knowledge/libraries.ts";
import { VENDOR_INDEXES, vendorIndex } from "../../../src/core/knowledge/vendor-indexes.ts";
import { normalizeName } from "../../../src/core/pep/name.ts";
import { parseRequirement } from "../../../src/core/pep/requirement.ts";
import { parseSpecifierSet } from "../../../src/core/pep/specifier.ts";
import { parseVersion } from "../../../src/core/pep/version.ts";
import { JETPACK_LINES } from "../../../src/core/target/jetpack.ts";
import { PLATFORMS } from "../../../src/core/target/platform.ts";
import { PROFILES } from "../../../src/core/target/profiles.ts";
import { targetOf } from "../index/pages.ts";

const PLATFORM_NAMES = PLATFORMS.map(({ name }) => name);

describe.each(PACKAGE_KNOWLEDGE.map((row) => [row.names.join(", "), row] as const))("the row of %s", (_title, row) => {
  it("says where it is from and when", () => {
    expect(row.source).not.toBe("");
    expect(row.date).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    expect(row.note).toMatch(/^[A-Z].*\.$/);
  });

  it("has names, versions and requirements in their right form", () => {
    for (const name of row.names) expect(name).toBe(normalizeName(name));
    for (const version of [row.firstWith, row.lastWith]) {
      if (version !== undefined) expect(parseVersion(version)).toMatchObject({ ok: true });
    }
    for (const limit of [row.cpuOnly, row.serverOnly]) {
      if (limit !== undefined) expect(parseSpecifierSet(limit.versions)).toMatchObject({ ok: true });
    }
    for (const { requirement } of row.alternatives ?? []) {
      if (requirement !== null) expect(parseRequirement(requirement)).toMatchObject({ ok: true });
    }
    for (const platform of row.platforms ?? []) expect(PLATFORM_NAMES).toContain(platform);
  });

  it("names vendor indexes that are known", () => {
    for (const key of row.vendorIndexes ?? []) expect(vendorIndex(key)).not.toBeNull();
  });
});

describe("the table of packages", () => {
  it("knows eighty names and more, each once for a platform", () => {
    const names = PACKAGE_KNOWLEDGE.flatMap((row) =>
      row.names.flatMap((name) => (row.platforms ?? PLATFORM_NAMES).map((platform) => `${name} on ${platform}`)),
    );
    expect(names).toEqual([...new Set(names)]);
    expect(new Set(PACKAGE_KNOWLEDGE.flatMap((row) => row.names)).size).toBeGreaterThan(100);
  });

  it("is asked by name and platform", () => {
    const arm = targetOf("cp312-manylinux_2_28_aarch64");
    const intel = targetOf("cp312-manylinux_2_28_x86_64");
    expect(knowledgeOf("decord", arm)?.alternatives?.[0]?.requirement).toBe("decord2");
    expect(knowledgeOf("onnxruntime-gpu", intel)).toBeNull();
    expect(knowledgeOf("no-such-project", arm)).toBeNull();
  });
});

describe("vendors' indexes", () => {
  const named = [...PLATFORM_NAMES, ...PROFILES.map(({ name }) => name)];

  it.each(VENDOR_INDEXES.map((index) => [index.key, index] as const))("%s is complete", (_key, index) => {
    expect(new URL(index.url).protocol).toBe("https:");
    expect(index.url).not.toMatch(/\/$/);
    expect(index.date).toMatch(/^20\d\d-\d\d$/);
    expect([index.source, index.title, index.note]).not.toContain("");
    for (const name of index.for) expect(named).toContain(name);
  });

  it("hold one for each JetPack that a row has wheels for", () => {
    const jetsons = VENDOR_INDEXES.filter(({ key }) => key.startsWith("jetson-")).flatMap((index) => index.for);
    expect(jetsons.sort()).toEqual(["jetson-jp6", "jetson-jp7", "jetson-jp7.2"]);
    for (const profile of jetsons) expect(JETPACK_LINES.map((line) => line.profile)).toContain(profile);
  });
});

describe("packages of the system", () => {
  it("come from what failed builds are explained with, for the build and for the finished wheel", () => {
    expect(systemOf("postgresql")).toEqual({
      build: { apt: ["libpq-dev"], dnf: ["libpq-devel"], apk: ["libpq-dev"] },
      runtime: { apt: ["libpq5"], dnf: ["libpq"], apk: ["libpq"] },
    });
    expect(runtimeOnly("gl")).toMatchObject({ build: {}, runtime: { apt: ["libgl1", "libglib2.0-0"] } });
  });

  it("are asked by ids that are known", () => {
    expect(() => systemOf("postgres")).toThrow("no library is known as postgres");
  });

  it("are there for each row that names some", () => {
    for (const { names, system } of PACKAGE_KNOWLEDGE) {
      if (system === undefined) continue;
      const count = (system.build.apt?.length ?? 0) + (system.runtime.apt?.length ?? 0);
      expect(count, names.join(", ")).toBeGreaterThan(0);
    }
  });
});
