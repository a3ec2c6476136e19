import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseManifest, writeManifest } from "../../../src/core/store/manifest.ts";
import { manifestOf, SAMPLE_WHEELS } from "../../rig/store/sample-pack.ts";

const manifest = manifestOf(SAMPLE_WHEELS);
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const problemsOf = (value: unknown) => {
  const result = parseManifest(encode(value));
  return result.ok ? [] : result.problems.map((problem) => problem.message);
};

describe("parseManifest", () => {
  it("reads back what writeManifest wrote", () => {
    expect(parseManifest(writeManifest(manifest))).toEqual({ ok: true, value: manifest });
  });

  it("leaves unknown fields out, __proto__ too", () => {
    const json = JSON.stringify(manifest).replace("{", '{"later":1,"__proto__":{"trust":"release"},');
    const result = parseManifest(new TextEncoder().encode(json));
    expect(result).toEqual({ ok: true, value: manifest });
    expect(Object.getPrototypeOf(result.ok ? result.value : null)).toBe(Object.prototype);
  });

  it("reports every problem at once, each with its place", () => {
    const wheels = [
      { ...manifest.wheels[0], bytes: -1, sha256: "ABC" },
      { ...manifest.wheels[1], origin: "found" },
      { ...manifest.wheels[2], url: "https://user:secret@index.example/gamma.whl" },
    ];
    const problems = problemsOf({ ...manifest, schema: 2, trust: "everybody", wheels });
    expect(problems).toEqual([
      "schema: expected 1",
      'trust: expected "default" or "branch" or "pr" or "release"',
      "wheels[0].bytes: not allowed (too small)",
      "wheels[0].sha256: not allowed (invalid format)",
      'wheels[1].origin: expected "index" or "built"',
      "wheels[2].url: an address with credentials",
    ]);
  });

  it.each([
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0xff, 0x7d])],
    ["no JSON", new TextEncoder().encode("{")],
    ["a JSON value of another kind", encode([1])],
    ["null", encode(null)],
    ["deep nesting", new TextEncoder().encode("[".repeat(100_000) + "]".repeat(100_000))],
    ["more than the limit", new Uint8Array(16 * 1024 * 1024 + 1)],
  ])("refuses %s", (_what, bytes) => {
    expect(parseManifest(bytes)).toMatchObject({ ok: false, problems: [{ code: "invalid-manifest" }] });
  });

  it("never throws on any bytes and any JSON", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          expect(parseManifest(bytes).ok).toBe(false);
        },
      ),
    );
  });
});

describe("writeManifest", () => {
  it("gives the same bytes whatever the order of wheels, tags and fields", () => {
    const shuffled = {
      wheels: manifest.wheels.map((wheel) => ({ ...wheel, tags: [...wheel.tags].reverse() })).reverse(),
      trust: manifest.trust,
      target: manifest.target,
      schema: manifest.schema,
    };
    expect(writeManifest(shuffled)).toEqual(writeManifest(manifest));
  });

  it("does not write what parseManifest would refuse", () => {
    const [wheel] = manifest.wheels;
    const wheels = [{ ...wheel, file: "../alpha.whl" }] as typeof manifest.wheels;
    expect(() => writeManifest({ ...manifest, wheels })).toThrow("not the file name of a wheel");
  });
});
