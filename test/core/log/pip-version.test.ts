import { describe, expect, it } from "vitest";
import { compareReleases, pipVersionRange } from "../../../src/core/log/facts/pip-version.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { logCases } from "./cases.ts";

const rangeOf = (text: string) => pipVersionRange(parseLog(Buffer.from(text)).events);

describe("pipVersionRange", () => {
  it.each(logCases())("$name was written by a pip in the range", ({ input, meta }) => {
    const range = pipVersionRange(parseLog(input).events);
    if (range?.min != null)
      expect(compareReleases(range.min, meta.pip), `${meta.pip} ≥ ${range.min}`).toBeLessThanOrEqual(0);
    if (range?.max != null)
      expect(compareReleases(range.max, meta.pip), `${meta.pip} ≤ ${range.max}`).toBeGreaterThanOrEqual(0);
  });

  it("tells most recorded logs from those of other years", () => {
    const told = logCases().filter(({ input }) => pipVersionRange(parseLog(input).events) !== null);
    expect(told.length / logCases().length).toBeGreaterThan(0.8);
  });

  it("is exact when pip says it: at the start, in its notice, in its report", () => {
    const exact = { min: "25.0", max: "25.0" };
    expect(rangeOf("Using pip 25.0 from /venv/pip (python 3.12)\n")).toEqual(exact);
    expect(rangeOf("[notice] A new release of pip is available: 25.0 -> 26.3\n")).toEqual(exact);
    expect(rangeOf('{\n  "version": "1",\n  "pip_version": "25.0",\n  "install": []\n}\n')).toEqual(exact);
  });

  it("closes in on a release from both sides", () => {
    const lines = [
      "Collecting leaf (from app)",
      "  Downloading http://index.example/files/leaf-1.0-py3-none-any.whl.metadata (9 bytes)",
    ];
    expect(rangeOf(`${lines.join("\n")}\n`)).toEqual({ min: "23.1", max: "26.0.1" });
    expect(rangeOf("Collecting leaf\n")).toBeNull();
  });

  it("says nothing when forms of several releases stand together", () => {
    const lines = [
      "  Building wheel for a (PEP 517): started",
      "  Downloading leaf-1.0-py3-none-any.whl.metadata (9 bytes)",
    ];
    expect(rangeOf(`${lines.join("\n")}\n`)).toBeNull();
  });
});
