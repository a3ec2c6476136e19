import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogEvent, LogParse } from "../../../src/core/log/event.ts";
import { makeLogParser, parseLog } from "../../../src/core/log/parser.ts";
import { logCases } from "./cases.ts";
import { essenceOf } from "./essence.ts";

const inputs = logCases().map((item) => item.input);
const anyInput = fc.constantFrom(...inputs);
const consoleInputs = logCases()
  .filter((item) => item.meta.form === "console" && !item.name.endsWith("terminal"))
  .map((item) => item.input.toString("utf8"));
const consoleText = fc.constantFrom(...consoleInputs);

function parseInChunks(bytes: Uint8Array, sizes: readonly number[]): { pushed: LogEvent[]; parse: LogParse } {
  const parser = makeLogParser();
  const pushed: LogEvent[] = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const end = at + (sizes[turn % sizes.length] ?? 1);
    // A copy that is overwritten afterwards, as a stream reuses its buffer.
    const chunk = Uint8Array.from(bytes.subarray(at, end));
    pushed.push(...parser.push(chunk));
    chunk.fill(0x58);
    at = end;
  }
  return { pushed, parse: parser.end() };
}

describe("makeLogParser", () => {
  it("gives the same events however the bytes are cut", () => {
    fc.assert(
      fc.property(
        anyInput,
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 8 }),
        (bytes, sizes) => {
          const whole = parseLog(bytes);
          const { pushed, parse } = parseInChunks(bytes, sizes);
          expect(parse).toEqual(whole);
          expect(pushed).toEqual(whole.events.slice(0, pushed.length));
        },
      ),
    );
  });

  it("F3: never throws, whatever the bytes, and its offsets stay inside and in order", () => {
    const noise = fc.uint8Array({ maxLength: 300 });
    const damaged = fc.tuple(anyInput, noise, fc.nat()).map(([input, bytes, at]) => {
      const place = at % (input.length + 1);
      return Buffer.concat([input.subarray(0, place), bytes, input.subarray(place)]);
    });
    fc.assert(
      fc.property(fc.oneof(noise, damaged), (bytes) => {
        const parse = parseLog(bytes);
        let before = 0;
        for (const { span } of parse.events) {
          expect(span.bytes[0]).toBeGreaterThanOrEqual(before);
          expect(span.bytes[1]).toBeLessThanOrEqual(bytes.length);
          expect(span.lines[1]).toBeLessThanOrEqual(parse.lines);
          before = span.bytes[0];
        }
      }),
      { numRuns: 300 },
    );
  });

  it("F3: survives a byte order mark, NUL, broken UTF-8 and UTF-16", () => {
    const line = "Collecting app-a\n";
    const names = (bytes: Uint8Array) => parseLog(bytes).events.map((event) => event.kind);
    expect(names(Buffer.from(`\ufeff${line}`))).toEqual(["collecting"]);
    expect(names(Buffer.concat([Buffer.from([0xff, 0xc3, 0x28, 0x0a, 0, 0x0a]), Buffer.from(line)]))).toEqual([
      "collecting",
    ]);
    expect(names(Buffer.from(line, "utf16le"))).toEqual(["collecting"]);
  });

  it("F4: gives the same events with colours, links, CRLF and carriage-return drafts", () => {
    const decorations = [
      "\x1b[31m",
      "\x1b[0m",
      "\x1b[1;38;5;42m",
      "\x1b]8;;http://index.example/\x1b\\",
      "\x1b[?25l",
      "\x1b[2K",
    ];
    const decorate = fc.tuple(
      consoleText,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...decorations)), { maxLength: 60 }),
    );
    fc.assert(
      fc.property(decorate, fc.constantFrom("\n", "\r\n"), ([text, places], newline) => {
        let decorated = text;
        for (const [place, code] of places) {
          const at = place % decorated.length;
          // Not into the middle of another escape.
          if (!decorated.includes("\x1b") || !insideEscape(decorated, at)) {
            decorated = decorated.slice(0, at) + code + decorated.slice(at);
          }
        }
        expect(essenceOf(parseLog(Buffer.from(decorated.replaceAll("\n", newline))))).toEqual(
          essenceOf(parseLog(Buffer.from(text))),
        );
      }),
    );
  });

  it("gives the same events with GitHub's time stamps, and knows the times then", () => {
    fc.assert(
      fc.property(consoleText, (text) => {
        const stamped = text.replaceAll(/(?<=^|\n)(?=[^\n])/g, "2026-01-02T03:04:05.1234567Z ");
        const parse = parseLog(Buffer.from(`\ufeff${stamped}`));
        expect(essenceOf(parse)).toEqual(essenceOf(parseLog(Buffer.from(text))));
        expect(parse.events.every((event) => event.at === Date.UTC(2026, 0, 2, 3, 4, 5, 123))).toBe(true);
      }),
    );
  });

  it("F7: a log cut anywhere gives the events of its beginning and says that it is incomplete", () => {
    fc.assert(
      fc.property(anyInput, fc.nat(), (input, at) => {
        const whole = parseLog(input);
        const cut = parseLog(input.subarray(0, at % input.length));
        const settled = cut.events.filter((event) => event.span.bytes[1] < at % input.length);
        expect(settled.slice(0, -1)).toEqual(whole.events.slice(0, Math.max(0, settled.length - 1)));
        const last = whole.events.at(-1)?.span.bytes[0] ?? 0;
        if (at % input.length < last && !cut.events.some(isFinal)) expect(cut.complete).toBe(false);
      }),
    );
  });

  it("F2: keeps 64 KiB of a line of 100 MB", () => {
    const parser = makeLogParser();
    const chunk = Buffer.alloc(1024 * 1024, 0x41);
    for (let count = 0; count < 100; count += 1) parser.push(chunk);
    parser.push(Buffer.from("\nCollecting app-a\n"));
    const parse = parser.end();
    expect(parse.lines).toBe(2);
    expect(parse.events[0]?.span.bytes[0]).toBe(100 * 1024 * 1024 + 1);
  });

  it("F10: keeps so many events as asked for and counts the rest", () => {
    const parse = parseLog(Buffer.from("ERROR: no\n".repeat(1_000)), { eventLimit: 10 });
    expect(parse.events).toHaveLength(10);
    expect(parse.droppedEvents).toBe(990);
  });
});

const FINAL = new Set([
  "success",
  "error",
  "error-box",
  "conflict-causes",
  "no-matching-distribution",
  "hash-mismatch",
  "hash-missing",
  "requires-python",
  "build-failed",
  "already-satisfied",
]);

/** pip may say more after these; the parser calls the log complete with the first of them. */
function isFinal(event: LogEvent): boolean {
  return FINAL.has(event.kind);
}

function insideEscape(text: string, at: number): boolean {
  const start = text.lastIndexOf("\x1b", at - 1);
  if (start === -1) return false;
  const whole = /^\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*\x1b\\|\\)/.exec(text.slice(start));
  return whole !== null && at > start && at < start + whole[0].length;
}
