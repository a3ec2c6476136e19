import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IMPORT_NAMES, KNOWN_NAMES } from "../../../src/core/knowledge/known-names.ts";
import { nearNames } from "../../../src/core/knowledge/near-names.ts";
import { isValidName, normalizeName } from "../../../src/core/pep/name.ts";

describe("names that a name may stand for", () => {
  it.each([
    ["cv2", "opencv-python"],
    ["PIL", "pillow"],
    ["sklearn", "scikit-learn"],
    ["yaml", "pyyaml"],
    ["python-yaml", "pyyaml"],
    ["scikitlearn", "scikit-learn"],
    ["dateutil", "python-dateutil"],
    ["python_dotnev", "python-dotenv"],
    ["reqeusts", "requests"],
    ["Beautifulsoup", "beautifulsoup4"],
    ["nunpy", "numpy"],
    ["pytorch-lightening", "pytorch-lightning"],
    ["py-torch", "torch"],
    ["mediapip", "mediapipe"],
  ])("%s is first of all %s", (name, expected) => {
    expect(nearNames(name)[0]).toBe(expected);
  });

  it("are at most five, never the name itself, and none where nothing is near", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const near = nearNames(name);
        expect(near.length).toBeLessThanOrEqual(5);
        expect(near).not.toContain(normalizeName(name));
      }),
      { numRuns: 100 },
    );
    expect(nearNames("our-internal-billing-rules")).toEqual([]);
  });

  it("come from lists in normal form, each name once", () => {
    const names = [...KNOWN_NAMES, ...new Set(Object.values(IMPORT_NAMES).flat())];
    for (const name of names) expect([name, isValidName(name), normalizeName(name)]).toEqual([name, true, name]);
    expect(KNOWN_NAMES.length).toBe(new Set(KNOWN_NAMES).size);
    expect(KNOWN_NAMES.length).toBeGreaterThan(400);
  });
});
