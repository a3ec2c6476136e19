import { describe, expect, it } from "vitest";
import { explainAll } from "../../../src/core/explain/conflict/independent.ts";
import { allowedVersions, existingVersions } from "../../../src/core/resolve/allowed-versions.ts";
import type { ConflictFact } from "../../../src/core/resolve/conflict-tree.ts";
import { toReportConflict } from "../../../src/core/resolve/report-conflict.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import type { MetadataSource } from "../../../src/core/resolve/source.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { offers, problemOf } from "../../rig/resolve/problem.ts";

const SOURCE = sourceFromUniverse({
  packages: {
    leaf: {
      ...{ "1.0": offers(), "1.9": offers(), "2.0": offers(), "3.0rc1": offers() },
      "1.8": { ...offers(), yanked: "broken" },
    },
    app: { "1.0": offers("lib") },
    lib: { "1.0": offers("leaf<2") },
  },
});

const wants = (requirement: string, more: Partial<Extract<ConflictFact, { kind: "depends" }>> = {}) =>
  ({ kind: "depends", name: "app", versions: "1.0", on: "leaf", requirement, ...more }) as const;

async function allowed(fact: ReturnType<typeof wants>) {
  return allowedVersions(fact, await existingVersions([fact], SOURCE));
}

describe("what a demand allows of the versions that exist", () => {
  it("are those in its range: yanked ones do not exist, and pre-releases are allowed where it names one", async () => {
    expect(await allowed(wants("leaf<2"))).toEqual({ count: 2, of: 4, oldest: "1.0", newest: "1.9" });
    expect(await allowed(wants("leaf>=2"))).toEqual({ count: 1, of: 4, oldest: "2.0", newest: "2.0" });
    expect(await allowed(wants("leaf>=2,>=3.0rc1"))).toMatchObject({ count: 1, newest: "3.0rc1" });
    expect(await allowed(wants("leaf>4"))).toEqual({ count: 0, of: 4, oldest: null, newest: null });
  });

  it("are those of any version, where many needs are told as one", async () => {
    const many = wants("leaf<1.5 … leaf>=2", { wishes: ["leaf<1.5", "leaf>=2"] });
    expect(await allowed(many)).toEqual({ count: 2, of: 4, oldest: "1.0", newest: "2.0" });
  });

  it("are not known for an address, and of a project that does not answer", async () => {
    expect(await allowed(wants("leaf @ https://files.example/leaf-1.0-py3-none-any.whl"))).toBeNull();
    const silent: Pick<MetadataSource, "versions"> = {
      versions: async (names) => names.map((name) => ({ name, state: "unknown", reason: "down" })),
    };
    const fact = wants("leaf<2");
    expect(allowedVersions(fact, await existingVersions([fact], silent))).toBeNull();
  });

  it("stand in the report, with the line that brings in who wants it", async () => {
    const problem = problemOf(["app", "leaf>=2"]);
    const resolution = await resolve(problem, SOURCE);
    if (resolution.kind !== "conflict") throw new Error(resolution.kind);
    const [explained] = await explainAll(problem, SOURCE, resolution.conflicts);
    const conflict = explained && toReportConflict(explained.tree, null, explained.explanation, explained.existing);
    const rows = conflict?.causes.map(({ requirement, place, allows }) => [requirement, place?.line, allows?.count]);
    expect(rows).toEqual([
      ["app", 1, 1],
      ["leaf>=2", 2, 1],
      ["lib", 1, 1],
      ["leaf<2", 1, 2],
    ]);
  });
});
