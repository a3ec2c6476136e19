import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knowledgeOf } from "../../../src/core/knowledge/knowledge.ts";
import { mergeKnowledge, SHIPPED_KNOWLEDGE } from "../../../src/core/knowledge/merge.ts";
import { vendorIndex } from "../../../src/core/knowledge/vendor-indexes.ts";
import { targetOf } from "../index/pages.ts";

const ARM = targetOf("cp312-manylinux_2_28_aarch64");
const merge = (content: unknown) =>
  mergeKnowledge(SHIPPED_KNOWLEDGE, {
    path: "knowledge.json",
    bytes: new TextEncoder().encode(typeof content === "string" ? content : JSON.stringify(content, null, 1)),
  });

describe("a knowledge file of the user", () => {
  it("comes before what is shipped", () => {
    const own = { names: ["Open3D"], date: "2026-11", note: "Ours is on the private index.", platforms: ["aarch64"] };
    const index = {
      key: "jetson-jp6-cu126",
      url: "https://mirror.example/jp6",
      title: "Our mirror",
      date: "2026-11-02",
      for: ["jetson-jp6"],
      note: "Kept for a year.",
    };
    const merged = merge({ packages: [own], vendorIndexes: [index] });
    if (!merged.ok) throw new Error(JSON.stringify(merged.problems));
    expect(knowledgeOf("open3d", ARM, merged.value.packages)).toEqual({
      ...own,
      names: ["open3d"],
      platforms: ["linux/arm64"],
      source: "knowledge.json",
    });
    expect(knowledgeOf("decord", ARM, merged.value.packages)?.alternatives).toHaveLength(3);
    expect(vendorIndex("jetson-jp6-cu126", merged.value.vendorIndexes)?.url).toBe("https://mirror.example/jp6");
    expect(merged.value.vendorIndexes).toHaveLength(SHIPPED_KNOWLEDGE.vendorIndexes.length);
  });

  it("has its own advisories, before those that are shipped", () => {
    const own = { name: "Acme_Auth", id: "ACME-7", affected: ["<1.4.2"], date: "2026-11" };
    const merged = merge({ advisories: [own, { ...own, name: "urllib3", id: "CVE-2021-33503" }] });
    if (!merged.ok) throw new Error(JSON.stringify(merged.problems));
    const { advisories } = merged.value;
    expect(advisories[0]).toEqual({ ...own, name: "acme-auth", source: "knowledge.json" });
    expect(advisories.filter(({ id }) => id === "CVE-2021-33503")).toMatchObject([{ affected: ["<1.4.2"] }]);
    expect(merge({ advisories: [{ ...own, affected: [">=1"] }] })).toMatchObject({
      ok: false,
      problems: [{ message: "advisories.0.affected.0 is not right", line: expect.any(Number) }],
    });
  });

  it("may be empty, and takes everything that is shipped", () => {
    expect(merge({})).toEqual({ ok: true, value: SHIPPED_KNOWLEDGE });
    expect(merge(SHIPPED_KNOWLEDGE)).toMatchObject({ ok: true });
  });

  it("may look like the one in the docs", () => {
    const example = /```json\n(.*?)```/s.exec(readFileSync("docs/hard-packages.md", "utf8"))?.[1] ?? "";
    expect(merge(example)).toMatchObject({
      ok: true,
      value: { packages: expect.arrayContaining([expect.objectContaining({ names: ["open3d"] })]) },
    });
  });

  it("has every mistake told with its place and what is right", () => {
    const result = merge(`{
  "packages": [
    {"names": ["a b"], "date": "soon", "note": "x", "firstWith": "new", "vendorIndexes": ["nowhere"]},
    {"names": ["ok"], "date": "2026-11", "note": "x", "hint": 1}
  ]
}`);
    const told = result.ok
      ? []
      : result.problems.map(({ line, column, message, expected }) => [line, column, message, expected]);
    expect(told).toContainEqual([
      3,
      16,
      "packages.0.names.0 is not right",
      "the name of a project, e.g. opencv-python",
    ]);
    expect(told).toContainEqual([3, 32, "packages.0.date is not right", "a month or a day, e.g. 2026-08"]);
    expect(told).toContainEqual([3, 66, "packages.0.firstWith is not right", "a version, e.g. 1.2.3"]);
    expect(told.find(([line, , message]) => line === 4 && message === "packages.1.hint is no field")).toBeDefined();
    const unknownKey = merge({ packages: [{ names: ["a"], date: "2026-11", note: "x", vendorIndexes: ["nowhere"] }] });
    expect(unknownKey).toMatchObject({ ok: false, problems: [{ message: "packages.0.vendorIndexes.0 is not right" }] });
    expect(merge("[1,")).toMatchObject({ ok: false, problems: [{ code: "invalid-json", line: 1 }] });
    expect(merge("[]")).toMatchObject({ ok: false });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(typeof merge(text).ok).toBe("boolean");
      }),
      { numRuns: 200 },
    );
  });
});
