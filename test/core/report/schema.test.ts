import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import type { BuildReport } from "../../../src/core/report/model.ts";
import { parseReport } from "../../../src/core/report/read.ts";
import { BuildReportSchema, type buildReport } from "../../../src/core/report/schema.ts";
import { anyReport } from "../../arbitraries/report.ts";

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const EMPTY: BuildReport = {
  schemaVersion: 1,
  tool: { name: "wheelhouse", version: "0.1.0" },
  command: "build",
  complete: true,
  outcome: "ok",
  targets: [],
  findings: [],
  conflicts: [],
  fixes: [],
};
const encode = (text: string) => new TextEncoder().encode(text);

describe("the schema of a report", () => {
  it("has exactly the type of the model", () => {
    const equal: Equal<DeepReadonly<z.infer<typeof buildReport>>, DeepReadonly<BuildReport>> = true;
    expect(equal).toBe(true);
  });

  it("accepts every report of the model's type and changes nothing in it", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(BuildReportSchema.parse(report)).toEqual(report);
      }),
    );
  });

  it("leaves out fields it does not know, `__proto__` among them", () => {
    const text = JSON.stringify(EMPTY).replace("{", '{"__proto__":{"polluted":true},"constructor":1,"addedLater":1,');
    const result = parseReport(encode(text));
    expect(result).toEqual({ ok: true, value: EMPTY });
    expect(result.ok && Object.keys(result.value)).toEqual(Object.keys(EMPTY));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each([
    ["another version", { schemaVersion: 2 }],
    ["a number as text", { complete: "true" }],
    ["an unknown outcome", { outcome: "fine" }],
    ["a command without end", { command: "x".repeat(1_001) }],
    ["a million findings", { findings: new Array(100_001).fill(null) }],
    ["a target that is no object", { targets: [[]] }],
    [
      "line 0",
      {
        fixes: [
          {
            status: "verified",
            title: "",
            edits: [{ place: { file: "a", line: 0, column: 1 }, before: "", after: "" }],
          },
        ],
      },
    ],
  ])("refuses %s", (_name, change) => {
    const result = parseReport(encode(JSON.stringify({ ...EMPTY, ...change })));
    expect(result.ok).toBe(false);
  });

  it("never throws on foreign text, and names at most 20 problems", () => {
    for (const text of ["", "{", "null", "[]", '"x"', `${"[".repeat(100_000)}${"]".repeat(100_000)}`]) {
      expect(parseReport(encode(text)).ok).toBe(false);
    }
    const result = parseReport(encode(JSON.stringify({ ...EMPTY, findings: new Array(1_000).fill({}) })));
    expect(!result.ok && result.problems.length).toBe(20);
  });
});
