import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stableJson } from "../../../src/core/render/json.ts";
import { REGISTERED_COMMANDS, runnerCommands } from "../../rig/runner-commands.ts";

describe("stableJson", () => {
  it("gives equal bytes for equal values and ends with a newline", () => {
    expect(stableJson({ b: 1, a: ["é"] })).toBe('{\n  "a": [\n    "é"\n  ],\n  "b": 1\n}\n');
  });

  it("B2: prints no command of the runner, and loses no character", () => {
    const pieces = [...REGISTERED_COMMANDS, "::", "##[", "##", "#", "[", "]", "\u200b", "\u202e", "\u0085", "\n", " "];
    const hostile = fc.array(fc.constantFrom(...pieces, "\u{e0041}", "\ud800"), { maxLength: 12 });
    fc.assert(
      fc.property(hostile, (parts) => {
        const text = parts.join("");
        const printed = stableJson({ [text]: [text] });
        expect(runnerCommands(printed)).toEqual([]);
        expect(JSON.parse(printed)).toEqual({ [text]: [text] });
        expect(printed).not.toMatch(/[\u200b\u202e\u0085]/);
      }),
    );
  });
});
