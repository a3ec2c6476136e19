import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "../../src/core/nearest.ts";

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["abc", "abc", 0],
    ["abc", "", 3],
    ["", "abc", 3],
    ["kitten", "sitting", 3],
    ["numpy", "nunpy", 1],
    ["nupmy", "numpy", 1],
    ["ca", "abc", 3],
  ])("counts the edits between %j and %j", (a, b, count) => {
    expect(editDistance(a, b)).toBe(count);
    expect(editDistance(b, a)).toBe(count);
  });
});

describe("nearest", () => {
  it("gives the nearest first and leaves out what is far", () => {
    expect(nearest("nupmy", ["pandas", "numpyy", "numpy"])).toEqual(["numpy", "numpyy"]);
    expect(nearest("xyz", ["pandas", "numba", "numpy"])).toEqual([]);
  });

  it("takes a beginning for a near name", () => {
    expect(nearest("tensor", ["tensorflow-io-gcs-filesystem", "torch"])).toEqual(["tensorflow-io-gcs-filesystem"]);
  });

  it("stops at the limit and breaks ties by name", () => {
    expect(nearest("ab", ["ac", "aa", "ad"], 2)).toEqual([]);
    expect(nearest("abc", ["abf", "abd", "abe"], 2)).toEqual(["abd", "abe"]);
  });
});
