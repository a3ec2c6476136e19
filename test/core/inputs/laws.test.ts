import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logicalLines } from "../../../src/core/inputs/logical-lines.ts";
import { parseRequirementsFile } from "../../../src/core/inputs/requirements-file.ts";
import { quoteShellWord, splitShellWords } from "../../../src/core/inputs/shell-words.ts";
import { askPackaging } from "../../rig/ask-python.ts";
import { sample } from "../pep/arbitraries.ts";
import { requirementsBytes, requirementsText } from "./arbitraries.ts";

describe("parseRequirementsFile", () => {
  it("never throws, whatever the bytes, and every span lies in the file", () => {
    fc.assert(
      fc.property(requirementsBytes, (bytes) => {
        const file = parseRequirementsFile({ path: "r.txt", bytes });
        for (const { span } of [...file.requirements, ...file.options, ...file.includes]) {
          expect(span.start).toBeLessThan(span.end);
          expect(span.end).toBeLessThanOrEqual(bytes.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("lets no logical line disappear", () => {
    fc.assert(
      fc.property(requirementsText, (text) => {
        const file = parseRequirementsFile({ path: "r.txt", bytes: Buffer.from(text) });
        const lines = [...logicalLines(text)];
        const places = [...file.requirements, ...file.options, ...file.includes, ...file.ignored].map(
          ({ place }) => place.line,
        );
        const seen = [...places, ...file.problems.map(({ line }) => line)];
        const lost = lines.filter(
          ({ pipLine }, index) =>
            !seen.some((line) => line >= pipLine && line < (lines[index + 1]?.pipLine ?? Number.POSITIVE_INFINITY)),
        );
        expect(lost).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("splitShellWords", () => {
  it("splits as Python's shlex does", () => {
    const texts = sample(fc.string({ unit: fc.constantFrom(..."ab-= \t'\"\\é#$"), maxLength: 12 }), 1000);
    const { answers } = askPackaging({ words: texts });
    const ours = texts.map((text) => {
      const split = splitShellWords(text, 0);
      return split.ok ? split.words.map((word) => word.text) : null;
    });
    expect(ours).toEqual(answers.words);
  });

  it("gives a quoted word back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const split = splitShellWords(quoteShellWord(text), 0);
        expect(split.ok ? split.words.map((word) => word.text) : null).toEqual([text]);
      }),
    );
  });
});
