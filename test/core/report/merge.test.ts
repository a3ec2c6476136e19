import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeReports } from "../../../src/core/report/merge.ts";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import { anyReport } from "../../arbitraries/report.ts";

const json = (value: unknown) => JSON.stringify(value);

describe("merging reports", () => {
  it("is commutative", () => {
    fc.assert(
      fc.property(anyReport, anyReport, (a, b) => {
        expect(json(mergeReports([a, b]))).toBe(json(mergeReports([b, a])));
      }),
    );
  });

  it("is associative", () => {
    fc.assert(
      fc.property(anyReport, anyReport, anyReport, (a, b, c) => {
        const atOnce = json(mergeReports([a, b, c]));
        expect(json(mergeReports([mergeReports([a, b]), c]))).toBe(atOnce);
        expect(json(mergeReports([a, mergeReports([b, c])]))).toBe(atOnce);
      }),
    );
  });

  it("is idempotent", () => {
    fc.assert(
      fc.property(anyReport, (a) => {
        const once = json(mergeReports([a]));
        expect(json(mergeReports([a, a]))).toBe(once);
        expect(json(mergeReports([mergeReports([a])]))).toBe(once);
      }),
    );
  });

  it("loses no target, finding, conflict, fix, log or pin, and gives a valid report", () => {
    fc.assert(
      fc.property(anyReport, anyReport, (a, b) => {
        const merged = mergeReports([a, b]);
        expect(BuildReportSchema.safeParse(merged).success).toBe(true);
        for (const key of ["targets", "findings", "conflicts", "fixes"] as const) {
          expect(merged[key]).toEqual(expect.arrayContaining([...a[key], ...b[key]]));
        }
        expect(merged.logs ?? []).toEqual(expect.arrayContaining([...(a.logs ?? []), ...(b.logs ?? [])]));
        expect(merged.pins ?? []).toEqual(expect.arrayContaining([...(a.pins ?? []), ...(b.pins ?? [])]));
      }),
    );
  });

  it("takes the worst outcome, the newest version and says incomplete when one leg is", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const old = { ...report, complete: true, outcome: "ok" as const, tool: { ...report.tool, version: "0.9.0" } };
        const cut = {
          ...report,
          complete: false,
          outcome: "failed" as const,
          tool: { ...report.tool, version: "0.10.0" },
        };
        const merged = mergeReports([old, cut]);
        expect(merged).toMatchObject({ complete: false, outcome: "failed", tool: { version: "0.10.0" } });
      }),
    );
  });

  it("knows nothing when there is no report", () => {
    expect(mergeReports([])).toMatchObject({ complete: false, outcome: "failed", targets: [], findings: [] });
  });
});
