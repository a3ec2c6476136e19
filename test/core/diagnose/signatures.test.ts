import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/core/diagnose/diagnose.ts";
import { SHAPES } from "../../../src/core/diagnose/shapes.ts";
import { type Form, near, type Signature, signature } from "../../../src/core/diagnose/signature.ts";
import { SIGNATURES } from "../../../src/core/diagnose/signatures/index.ts";
import { growth } from "../../rig/growth.ts";

const idsOf = (line: string): readonly string[] => diagnose([line]).map((item) => item.signature);
const cases = SIGNATURES.map((item) => ({ id: item.id, item }));

describe("every signature", () => {
  it("has a name of its own", () => {
    expect(new Set(SIGNATURES.map(({ id }) => id)).size).toBe(SIGNATURES.length);
  });

  it.each(cases)("$id matches each of its examples", ({ item }) => {
    expect(item.examples.length).toBeGreaterThan(0);
    for (const example of item.examples) expect.soft(idsOf(example), example).toContain(item.id);
  });

  it.each(cases)("$id does not match what only looks like it", ({ item }) => {
    expect(item.nearMisses.length).toBeGreaterThan(0);
    for (const miss of item.nearMisses) expect.soft(idsOf(miss), miss).not.toContain(item.id);
  });

  it.each(cases)("$id has an example for each of its forms", ({ item }) => {
    const shown = (form: Form): boolean =>
      item.examples.some((example) =>
        typeof form === "string" ? example.toLowerCase().includes(form) : form.pattern.test(example),
      );
    for (const form of item.texts)
      expect.soft(shown(form), String(typeof form === "string" ? form : form.pattern)).toBe(true);
  });

  it.each(cases)("$id names its cause, what to do, and where both come from", ({ item }) => {
    expect(item.cause).toMatch(/^[A-Z].*\.$|^[A-Za-z].*\.$/);
    expect(item.cause).not.toMatch(/\. [A-Z]/);
    const { apt, dnf, apk, conda } = item.packages;
    expect([...apt, ...dnf, ...apk, ...conda, ...(item.advice === null ? [] : [item.advice])]).not.toEqual([]);
    expect(item.sources).not.toBe("");
  });
});

describe("every shape", () => {
  it.each(SHAPES.map((shape) => ({ kind: shape.kind, example: shape.example, shape })))(
    "finds the $kind in: $example",
    ({ shape }) => {
      const line = shape.example.replaceAll("NAME", "libxyz.so");
      expect(shape.pattern.exec(line)?.[1]).toBe(
        shape.kind === "cmake" && line.includes("NOT") ? "libxyz" : "libxyz.so",
      );
      expect(shape.near.some((text) => shape.example.toLowerCase().includes(text))).toBe(true);
    },
  );

  it("finds every name that a signature lists", () => {
    for (const item of SIGNATURES) {
      for (const [kind, names = []] of Object.entries(item.names)) {
        for (const name of names.filter((entry) => entry !== "*")) {
          for (const shape of SHAPES.filter((entry) => entry.kind === kind)) {
            const whole = name.endsWith("/") ? `${name}part${kind === "header" ? ".h" : ""}` : name;
            const text = shape.example.replaceAll("NAME", kind === "module" ? whole.replaceAll("/", ".") : whole);
            expect.soft(idsOf(text), text).toContain(item.id);
          }
        }
      }
    }
  });
});

/** Each takes the longest time where its needle and its example stand over and over again. */
describe("diagnose takes linear time", () => {
  const nearOf = (item: Signature): string =>
    item.texts.map((form) => (typeof form === "string" ? form : form.near)).join(" ");

  it("over a hostile line for each signature", () => {
    for (const item of SIGNATURES) {
      const text = `${nearOf(item)} ${item.examples[0]} `;
      expect
        .soft(
          growth((size) => diagnose([text.repeat(size)]), 125),
          item.id,
        )
        .toBeLessThan(10);
    }
  });

  it("F5: reads a line of 1 MB of every text that it looks for within 50 ms", () => {
    const text = SIGNATURES.map((item) => `${nearOf(item)} ${item.examples[0]}`).join(" ");
    const line = text.repeat(Math.ceil(1_000_000 / text.length));
    diagnose([text]);
    const started = performance.now();
    diagnose([line]);
    expect(performance.now() - started).toBeLessThan(50);
  });
});

it("takes a pattern that is written on its own", () => {
  const own = signature({ id: "x", class: "unknown", texts: [near("x", /x/)], cause: "X.", sources: "here" });
  expect(own).toMatchObject({ rank: "cause", commands: [], advice: null });
});
