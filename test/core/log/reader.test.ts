import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeLogParser, parseLog } from "../../../src/core/log/parser.ts";
import type { LogLine } from "../../../src/core/log/reader/line.ts";
import type { RawLine } from "../../../src/core/log/reader/raw-line.ts";
import { readLines } from "../../../src/core/log/reader/read-lines.ts";
import { makeLineSplitter } from "../../../src/core/log/reader/split-lines.ts";
import { growth } from "../../rig/growth.ts";
import { logCases } from "./cases.ts";
import { essenceOf } from "./essence.ts";

interface Cut {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The lines that a splitter gives for these chunks, copied: its buffers are used again. */
function cutLines(chunks: readonly Uint8Array[]): readonly Cut[] {
  const splitter = makeLineSplitter();
  const lines: Cut[] = [];
  const sink = ({ bytes, from, to, start, end }: RawLine): void => {
    lines.push({ text: bytes.toString("utf8", from, to), start, end });
  };
  for (const chunk of chunks) splitter.push(chunk, sink);
  splitter.end(sink);
  return lines;
}

const kinds = (bytes: Uint8Array) => parseLog(bytes).events.map((event) => event.kind);

describe("the encoding of a log", () => {
  const utf16 = (text: string, big: boolean): Buffer => {
    const bytes = Buffer.from(text, "utf16le");
    return big ? bytes.swap16() : bytes;
  };

  it.each([
    ["little-endian with a byte order mark", "\ufeff", false],
    ["big-endian with a byte order mark", "\ufeff", true],
    ["little-endian without one", "", false],
    ["big-endian without one", "", true],
  ])("F3: may be UTF-16, %s", (_, mark, big) => {
    for (const { input } of logCases().filter(({ meta }) => meta.form === "console")) {
      const text = input.toString("utf8");
      if (mark === "" && /^[^\n]{0,3}[^\0-\x7f]/.test(text)) continue;
      expect(essenceOf(parseLog(utf16(mark + text, big)))).toEqual(essenceOf(parseLog(Buffer.from(text))));
    }
  });

  it("F3: keeps the offsets of the file, whatever the encoding", () => {
    const [event] = parseLog(utf16("\ufeffé\r\nCollecting app-a\r\nx", false)).events;
    expect(event?.span).toEqual({ lines: [2, 2], bytes: [8, 44] });
  });

  it("F3: gives the same lines of UTF-16 wherever the chunks fall", () => {
    const bytes = utf16("\ufeffCollecting ੀ\nĀ\u0a00x\n\n  b\n", false);
    const whole = cutLines([bytes]);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(cutLines([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole);
      expect(cutLines([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
    }
  });

  it("F3: reads around NUL, lone surrogates and what is no UTF-8", () => {
    expect(kinds(Buffer.from("\0\0\nCollecting a\0b\nCollecting c\n"))).toEqual(["collecting", "collecting"]);
    expect(kinds(Buffer.from([0xed, 0xa0, 0x80, 0x0a, ...Buffer.from("Collecting a\n")]))).toEqual(["collecting"]);
    expect(kinds(Buffer.from("\ufeffCollecting a\n\ufeffCollecting b\n"))).toEqual(["collecting", "collecting"]);
  });
});

describe("a line that is redrawn", () => {
  it("stands as its last draft, behind its envelope, however the chunks fall", () => {
    const line = "#7 1.25   a\r  b  \r  Downloading leaf-1.0.tar.gz (1 kB)\r\r\n";
    const whole = parseLog(Buffer.from(line));
    expect(whole.events).toMatchObject([{ kind: "downloading", file: "leaf-1.0.tar.gz", stream: "#7", at: 1250 }]);
    for (let at = 0; at <= line.length; at += 1) {
      const parser = makeLogParser();
      parser.push(Buffer.from(line.slice(0, at)));
      parser.push(Buffer.from(line.slice(at)));
      expect(parser.end()).toEqual(whole);
    }
  });

  it("stands the same when only an escape is behind its last draft", () => {
    const line = Buffer.from("first\r\x00ERROR: x\r\x1b\n");
    const whole = parseLog(line);
    for (let at = 0; at <= line.length; at += 1) {
      const parser = makeLogParser();
      parser.push(line.subarray(0, at));
      parser.push(line.subarray(at));
      expect(parser.end()).toEqual(whole);
    }
  });

  it("F2: lets go of a million drafts as they come", () => {
    const draft = Buffer.from("   1.5/99.9 MB 388.0 MB/s eta 0:00:01\r");
    const drafts = Buffer.concat(new Array<Buffer>(10_000).fill(draft));
    const parser = makeLogParser();
    for (let count = 0; count < 100; count += 1) parser.push(drafts);
    parser.push(Buffer.from("Successfully installed a-1\n"));
    expect(parser.end()).toMatchObject({ lines: 1, events: [{ kind: "success", items: ["a-1"] }] });
  });
});

describe("a long line", () => {
  it("F2: takes time in proportion to its length, with and without drafts", () => {
    for (const piece of ["A", "A\r", "\x1b[0m", "ERROR: ", '{"a":']) {
      const text = (size: number) => Buffer.from(`${piece.repeat(Math.ceil(size / piece.length))}\nCollecting a\n`);
      expect
        .soft(
          growth((size) => parseLog(text(size)), 20_000),
          piece,
        )
        .toBeLessThan(4);
    }
  });

  it("gives no more than a copy of its texts to an event", () => {
    const parser = makeLogParser();
    const line = Buffer.from(`ERROR: ${"x".repeat(60_000)}\n`);
    for (let count = 0; count < 2_000; count += 1) parser.push(line);
    const { events } = parser.end();
    expect(Buffer.byteLength(JSON.stringify(events))).toBeLessThan(4_000_000);
  });
});

describe("the bytes of a line", () => {
  const careful = (line: string): string => `\x1b[0m${line}`;

  it("tell the same as its text", () => {
    const lines = logCases().flatMap(({ input }) => input.toString("utf8").split("\n").slice(0, 40));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 40 }), (chosen) => {
        const plain = parseLog(Buffer.from(`${chosen.join("\n")}\n`));
        const read = parseLog(Buffer.from(`${chosen.map(careful).join("\n")}\n`));
        expect(essenceOf(read)).toEqual(essenceOf(plain));
      }),
    );
  });

  it("count what is kept enough of, and remember the package that it was about", () => {
    const text = [
      ...["a", "b", "c", "d"].map((name) => `Collecting ${name}`),
      "  Preparing metadata (pyproject.toml): started",
      "",
    ].join("\n");
    const parse = parseLog(Buffer.from(text), { eventLimit: 2 });
    expect(parse.events.map((event) => event.kind)).toEqual(["collecting", "collecting", "step"]);
    expect(parse.events.at(-1)).toMatchObject({ package: "d" });
    expect(parse.droppedEvents).toBe(2);
  });
});

describe("events that are too many", () => {
  it("F10: are counted, and the error at the end is kept", () => {
    const parser = makeLogParser({ eventLimit: 100 });
    const warnings = Buffer.from("Collecting a\nWARNING: Retrying (Retry(total=4)) after x\n".repeat(5_000));
    for (let count = 0; count < 10; count += 1) parser.push(warnings);
    parser.push(Buffer.from("ERROR: No matching distribution found for b\n"));
    const parse = parser.end();
    expect(parse.events.at(-1)).toMatchObject({ kind: "no-matching-distribution", requirement: "b" });
    expect(parse.events.length + parse.droppedEvents).toBe(100_001);
    expect(parse.events.length).toBe(101);
  });

  it("F10: are returned once by push, those that are kept", () => {
    const parser = makeLogParser();
    const errors = Buffer.from("ERROR: no\n".repeat(10_000));
    let pushed = 0;
    for (let count = 0; count < 10; count += 1) pushed += parser.push(errors).length;
    const parse = parser.end();
    expect([pushed, parse.events.length, parse.droppedEvents]).toEqual([20_000, 20_000, 80_000]);
  });
});

describe("readLines", () => {
  it("gives every line of a piece, without its envelopes", () => {
    const text = "2026-01-02T03:04:05.1234567Z \x1b[31m  error: no\x1b[0m\r\n\nlast";
    const lines: readonly LogLine[] = readLines(Buffer.from(text));
    expect(lines.map(({ indent, text: shown }) => [indent, shown])).toEqual([
      [2, "error: no"],
      [0, ""],
      [0, "last"],
    ]);
    expect(lines.map(({ start, end }) => [start, end])).toEqual([
      [0, 51],
      [51, 52],
      [52, 56],
    ]);
  });
});
