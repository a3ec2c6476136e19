import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cacheKey,
  contentsDigest,
  isKeyOrRenewed,
  type KeyMaterial,
  keyHolds,
  projectScope,
  renewedKey,
} from "../../../src/core/store/key.ts";
import { readableClasses, TRUST_CLASSES } from "../../../src/core/store/trust.ts";

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary", maxLength: 600 }),
  fc.constantFrom("", "pr", "default", "-"),
);
const target = fc.record({
  os: text,
  arch: text,
  libc: fc.option(fc.record({ name: text, version: text })),
  python: text,
});
const material: fc.Arbitrary<KeyMaterial> = fc.record({
  target,
  trust: fc.constantFrom(...TRUST_CLASSES),
  scope: text,
  contents: fc.option(text),
});
const sample: KeyMaterial = {
  target: { os: "linux", arch: "aarch64", libc: { name: "glibc", version: "2.28" }, python: "cp312" },
  trust: "pr",
  scope: "5f0a",
  contents: contentsDigest([{ sha256: "b".repeat(64) }, { sha256: "a".repeat(64) }]),
};

describe("cacheKey", () => {
  it("can be read, and finds the own class before the default branch's", () => {
    expect(cacheKey(sample)).toEqual({
      key: `wheelhouse-v1-linux-aarch64-glibc-2.28-cp312-pr-5f0a-${sample.contents}`,
      restoreKeys: [
        "wheelhouse-v1-linux-aarch64-glibc-2.28-cp312-pr-5f0a-",
        "wheelhouse-v1-linux-aarch64-glibc-2.28-cp312-default-5f0a-",
        "wheelhouse-v1-linux-aarch64-glibc-2.28-cp312-pr-",
        "wheelhouse-v1-linux-aarch64-glibc-2.28-cp312-default-",
      ],
    });
  });

  it("stands for the newest entry of the project while the contents are not known", () => {
    expect(cacheKey({ ...sample, contents: null })).toEqual({
      key: "wheelhouse-v1-linux-aarch64-glibc-2.28-cp312-pr-5f0a-",
      restoreKeys: [
        "wheelhouse-v1-linux-aarch64-glibc-2.28-cp312-default-5f0a-",
        "wheelhouse-v1-linux-aarch64-glibc-2.28-cp312-pr-",
        "wheelhouse-v1-linux-aarch64-glibc-2.28-cp312-default-",
      ],
    });
    expect(cacheKey({ ...sample, trust: "release", contents: null }).restoreKeys).toEqual([
      "wheelhouse-v1-linux-aarch64-glibc-2.28-cp312-release-",
    ]);
  });

  it("E5: gives keys that the service takes, whatever they are made of", () => {
    fc.assert(
      fc.property(material, (any) => {
        const { key, restoreKeys } = cacheKey(any);
        for (const one of [key, ...restoreKeys]) expect(one).toMatch(/^[\x21-\x2b\x2d-\x7e]{1,512}$/);
        expect(restoreKeys.length + 1).toBeLessThanOrEqual(10);
      }),
    );
  });

  it("E5: gives different keys to different targets, also where segments could run together", () => {
    fc.assert(
      fc.property(material, material, (one, other) => {
        const isSame = JSON.stringify(normal(one)) === JSON.stringify(normal(other));
        expect(cacheKey(one).key === cacheKey(other).key).toBe(isSame);
      }),
    );
    const split = (os: string, arch: string) => cacheKey({ ...sample, target: { ...sample.target, os, arch } }).key;
    expect(split("a-b", "c")).not.toBe(split("a", "b-c"));
    expect(split("a", "")).not.toBe(split("", "a"));
  });

  it("A9: never lets one class find what another one wrote, but for the default branch's", () => {
    fc.assert(
      fc.property(
        target,
        fc.tuple(text, text, text),
        fc.constantFrom(...TRUST_CLASSES),
        fc.constantFrom(...TRUST_CLASSES),
        (at, [contents, scope, otherScope], reader, writer) => {
          const written = cacheKey({ target: at, trust: writer, scope, contents }).key;
          const wanted = cacheKey({ target: at, trust: reader, scope: otherScope, contents: null });
          const isFound = [wanted.key, ...wanted.restoreKeys].some((prefix) => written.startsWith(prefix));
          expect(isFound).toBe(readableClasses(reader).includes(writer));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("projectScope tells folders and files apart, not their order", () => {
    expect(projectScope("/a", ["x.txt", "y.txt"])).toBe(projectScope("/a", ["y.txt", "x.txt"]));
    const scopes = [
      projectScope("/a", ["x"]),
      projectScope("/b", ["x"]),
      projectScope("/a", ["y"]),
      projectScope("/a/x", []),
    ];
    expect(new Set(scopes).size).toBe(4);
    for (const scope of scopes) expect(scope).toMatch(/^[0-9a-f]{16}$/);
  });

  it("a renewed key is another one that holds the same and is found in the same places", () => {
    const [contents, other] = ["a", "b"].map((digit) => digit.repeat(64));
    const key = cacheKey({ ...sample, contents: contents ?? null }).key;
    const before = cacheKey({ ...sample, contents: other ?? null }).key;
    const renewed = renewedKey(key, before);
    const again = renewedKey(key, renewedKey(before, renewed));
    expect(new Set([key, renewed, again]).size).toBe(3);
    const { key: wanted } = cacheKey({ ...sample, contents: null });
    for (const found of [key, renewed, again]) {
      expect([isKeyOrRenewed(found, key), isKeyOrRenewed(found, before)]).toEqual([true, false]);
      expect([keyHolds(found, contents ?? ""), keyHolds(found, other ?? "")]).toEqual([true, false]);
      expect(found.startsWith(wanted)).toBe(true);
      expect(found).toMatch(/^[\w.~-]{1,512}$/);
    }
  });

  it("contentsDigest depends on the wheels, not on their order", () => {
    const [a, b] = [{ sha256: "a".repeat(64) }, { sha256: "b".repeat(64) }];
    expect(contentsDigest([a, b])).toBe(contentsDigest([b, a]));
    expect(contentsDigest([a])).not.toBe(contentsDigest([a, a]));
    expect(contentsDigest([])).toMatch(/^[0-9a-f]{64}$/);
  });
});

/** A target without libc and one whose libc has no name are the same to a key. */
function normal({ target: { os, arch, libc, python }, trust, scope, contents }: KeyMaterial) {
  return [os, arch, libc?.name ?? "", libc?.version ?? "", python, trust, scope, contents];
}
