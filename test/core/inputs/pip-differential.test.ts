import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  comparable,
  inPipsTerms,
  ownReadings,
  readingsOfPip,
  readOnPipsLines,
  readWithPip,
  stopsPip,
} from "../../rig/requirements/pip-reading.ts";
import { requirementsText } from "./arbitraries.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures/requirements/", import.meta.url));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "requirements-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("parseRequirementsFile, beside pip's own reader", () => {
  it("reads every fixture as pip does: texts, hashes, editables, includes, options", () => {
    const cases = readdirSync(FIXTURES).sort();
    const paths = cases.map((name) => join(FIXTURES, name, "requirements.txt"));
    const pip = readWithPip(paths).files;
    const files = paths.map(readOnPipsLines);
    expect(cases.length).toBeGreaterThanOrEqual(12);
    expect(files.map((file, index) => [cases[index], inPipsTerms(file)])).toEqual(
      files.map((file, index) => [cases[index], comparable(pip[index] ?? { lines: [], error: null }, file)]),
    );
    const stopped = (names: readonly (string | undefined)[]) => names.filter((name) => name !== undefined);
    expect(stopped(cases.filter((_, index) => stopsPip(files[index] as never) !== Number.POSITIVE_INFINITY))).toEqual(
      stopped(pip.map((file, index) => (file.error === null ? undefined : cases[index]))),
    );
  });

  it("refuses the requirements that pip refuses, and reads the others to the same", () => {
    const cases = ["plain", "hashes", "direct", "continuations", "comments", "markers", "broken", "per-requirement"];
    const paths = cases.map((name) => join(FIXTURES, name, "requirements.txt"));
    const { pip, files } = readWithPip(paths);
    const theirs = files.flatMap((file, index) =>
      readingsOfPip(file).map((reading) => [cases[index], ...reading] as const),
    );
    const ours = paths.flatMap((path, index) =>
      ownReadings(readOnPipsLines(path)).map((reading) => [cases[index], ...reading] as const),
    );
    // Before 24.1 pip took a specifier that PEP 440 does not allow for a legacy one.
    const isLegacy = (index: number) => Number.parseFloat(pip) < 24.1 && ours[index]?.[2] === "refused";
    expect(ours.filter((_, index) => !isLegacy(index))).toEqual(theirs.filter((_, index) => !isLegacy(index)));
  });

  it("reads hundreds of made-up files as pip does", () => {
    const texts = fc.sample(requirementsText, { numRuns: 400, seed: 3 });
    const paths = texts.map((text, index) => {
      const path = join(folder, `${index}.txt`);
      writeFileSync(path, text);
      return path;
    });
    const pip = readWithPip(paths).files;
    for (const [index, path] of paths.entries()) {
      const file = readOnPipsLines(path);
      const theirs = pip[index] ?? { lines: [], error: null };
      expect({ text: texts[index], lines: inPipsTerms(file) }).toEqual({
        text: texts[index],
        lines: comparable(theirs, file),
      });
      expect({ text: texts[index], stopped: stopsPip(file) !== Number.POSITIVE_INFINITY }).toEqual({
        text: texts[index],
        stopped: theirs.error !== null,
      });
    }
  });
});
