import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defuse } from "../../../src/core/render/defuse.ts";
import { makeForeignWriter } from "../../../src/core/render/foreign-writer.ts";
import { commandLine, hostileText } from "../../arbitraries/hostile-text.ts";
import { REGISTERED_COMMANDS, runnerCommands } from "../../rig/runner-commands.ts";

const PREFIXES = [
  "",
  " ",
  "\t",
  "\u00a0",
  "\u1680",
  "\u2003",
  "\u2028",
  "\u2029",
  "\u3000",
  "\u0085",
  "\v",
  "\f",
  "\ufeff",
];
const TRICKS = [
  ...PREFIXES,
  "\u200b",
  "\x1b[0m",
  "\x1b",
  "\r",
  "progress\r",
  "\u202e",
  "\u00ad",
  "\u{e0020}",
  "\x1b[\x1b[0m0m",
];

describe("defuse", () => {
  it("B1: a line that starts with a command stays text", () => {
    expect(runnerCommands("::add-mask::a")).toEqual([{ command: "add-mask", properties: {}, data: "a" }]);
    expect(defuse("::add-mask::a")).toBe(": :add-mask::a");
    expect(runnerCommands(defuse("::add-mask::a"))).toEqual([]);
  });

  it("B2: a legacy command in the middle of a line stays text", () => {
    const line = "gcc: foo ##[add-mask]e bar";
    expect(runnerCommands(line)).toEqual([{ command: "add-mask", properties: {}, data: "e bar" }]);
    expect(defuse(line)).toBe("gcc: foo ## [add-mask]e bar");
    expect(runnerCommands(defuse(line))).toEqual([]);
  });

  it.each(REGISTERED_COMMANDS.flatMap((name) => [[name], [name.toUpperCase()]]))(
    "B3: %s commands nothing in either syntax",
    (name) => {
      for (const line of [`::${name} name=x::y`, `text ##[${name} name=x;]y`]) {
        expect(runnerCommands(line)).toHaveLength(1);
        expect(runnerCommands(defuse(line))).toEqual([]);
      }
    },
  );

  it("B4: a child cannot stop our commands, whatever token it guesses", () => {
    const ours = "::error::ours";
    const hostile = "::stop-commands::token\n::stop-commands::error";
    expect(runnerCommands(`${hostile}\n${ours}`).map(({ command }) => command)).toEqual(["stop-commands"]);
    expect(runnerCommands(`${defuse(hostile)}\n${ours}`)).toEqual([{ command: "error", properties: {}, data: "ours" }]);
  });

  it("B5: white space, marks and escapes before a command do not bring it back", () => {
    for (const prefix of PREFIXES)
      expect(runnerCommands(`${prefix}::add-mask::a`), JSON.stringify(prefix)).toHaveLength(1);
    for (const first of TRICKS) {
      for (const second of TRICKS) {
        for (const line of [
          `${first}${second}::add-mask::a`,
          `##${first}${second}[add-mask]a`,
          `:${first}:add-mask::a`,
        ]) {
          expect(runnerCommands(defuse(line)), JSON.stringify(line)).toEqual([]);
        }
      }
    }
    fc.assert(
      fc.property(
        fc.array(fc.oneof(commandLine, hostileText)),
        (lines) => runnerCommands(defuse(lines.join("\n"))).length === 0,
      ),
    );
  });

  it("changes nothing else", () => {
    const lines = "Building wheel for a::b (pyproject.toml) ## done [x] :ok\n\tindented é 😀";
    expect(defuse(lines)).toBe(lines);
  });

  it("is idempotent", () => {
    fc.assert(fc.property(fc.oneof(commandLine, hostileText), (text) => defuse(defuse(text)) === defuse(text)));
  });
});

describe("foreign writer", () => {
  const writeAll = (chunks: readonly (string | Uint8Array)[]) => {
    const writer = makeForeignWriter();
    return [...chunks.flatMap((chunk) => writer.push(chunk)), ...writer.end()];
  };
  const HOSTILE = "ok é😀\r\n  ::add-mask::a\rgcc ##[error]x\n\n\u00a0::set-output name=a::b";
  const EXPECTED = ["ok é😀", "  : :add-mask::a", "gcc ## [error]x", "", "\u00a0: :set-output name=a::b"];

  it("B6: a command split over two chunks at any byte, or by a carriage return, stays text", () => {
    const bytes = new TextEncoder().encode(HOSTILE);
    for (let at = 0; at <= bytes.length; at += 1) {
      const lines = writeAll([bytes.subarray(0, at), bytes.subarray(at)]);
      expect(lines, `split at ${at}`).toEqual(EXPECTED);
      expect(runnerCommands(lines.join("\n"))).toEqual([]);
    }
  });

  it("B6: byte by byte is the same as at once", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(commandLine, hostileText)), (texts) => {
        const bytes = new TextEncoder().encode(texts.join("\n"));
        const lines = writeAll([...bytes].map((byte) => Uint8Array.of(byte)));
        expect(lines).toEqual(writeAll([bytes]));
        expect(runnerCommands(lines.join("\n"))).toEqual([]);
      }),
    );
  });

  it("hands out a line as soon as it ends, and keeps the rest", () => {
    const writer = makeForeignWriter();
    expect(writer.push("one\ntw")).toEqual(["one"]);
    expect(writer.push("o\n")).toEqual(["two"]);
    expect(writer.end()).toEqual([]);
  });

  it("cuts a line without an end, so that memory stays bounded and no command forms at the cut", () => {
    const lines = writeAll([`${"a".repeat(64 * 1024)}::add-mask::x`, "y".repeat(10)]);
    expect(lines.map((line) => line.length)).toEqual([65_536, 24]);
    expect(runnerCommands(lines.join("\n"))).toEqual([]);
  });

  it("leaves out the empty drafts of a progress bar but keeps empty lines", () => {
    expect(writeAll(["10%\r\r50%\r100%\n\nend"])).toEqual(["10%", "50%", "100%", "", "end"]);
  });
});
