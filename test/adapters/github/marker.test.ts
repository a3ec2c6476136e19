import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLaterRun, isMarkedFor, readMarker, withMarker } from "../../../src/adapters/github/marker.ts";

const IDENTITY = {
  key: ".github/workflows/ci.yml/wheels/linux-arm64",
  run: "123.2",
  sha: "d".repeat(40),
};

describe("the marker of a comment", () => {
  it("comes back with its text", () => {
    const marked = readMarker(withMarker("## Report\n\nText\n", IDENTITY));
    expect(marked).toMatchObject({ sha: IDENTITY.sha, run: "123.2", text: "## Report\n\nText" });
    expect(marked !== null && isMarkedFor(marked, IDENTITY)).toBe(true);
  });

  it("comes back when GitHub turned the line ends into CRLF", () => {
    expect(readMarker(withMarker("a\nb", IDENTITY).replaceAll("\n", "\r\n"))?.text).toBe("a\nb");
  });

  it("C5: belongs to one workflow file, job and report name alone", () => {
    const marked = readMarker(withMarker("x", IDENTITY));
    const others = [
      ".github/workflows/other.yml/wheels/linux-arm64",
      ".github/workflows/ci.yml/test/linux-arm64",
      "ci",
    ];
    for (const key of others) expect(marked !== null && isMarkedFor(marked, { ...IDENTITY, key })).toBe(false);
  });

  it("counts only as the last line", () => {
    expect(readMarker(`${withMarker("x", IDENTITY)}\nmore`)).toBeNull();
    expect(readMarker(`> ${withMarker("x", IDENTITY).split("\n").at(-1)}`)).toBeNull();
  });

  it("cannot be ended or forged by the name of a workflow", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom("-->", "--", " sha=", "\n<!--", ""), (text, tail) => {
        const key = text + tail;
        const line =
          withMarker("x", { ...IDENTITY, key })
            .split("\n")
            .at(-1) ?? "";
        expect(line.match(/--/g)).toHaveLength(2);
        expect(readMarker(line)?.run).toBe("123.2");
      }),
    );
  });

  it("orders runs by id, then by attempt", () => {
    expect(isLaterRun("124.1", "123.9")).toBe(true);
    expect(isLaterRun("99.1", "123.1")).toBe(false);
    expect(isLaterRun("123.2", "123.1")).toBe(true);
    expect(isLaterRun("123.2", "123.2")).toBe(false);
  });
});
