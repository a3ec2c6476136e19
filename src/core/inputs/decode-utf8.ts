import type { DecodedText } from "./decode.ts";

/** Decodes UTF-8 from `base` on. A line with a byte that is none is read as Latin-1, so that columns stay meaningful. */
export function decodeUtf8(bytes: Uint8Array, base: number): DecodedText {
  const text = tryUtf8(bytes.subarray(base));
  if (text === null) return decodeByLines(bytes, base);
  const starts = text.length === bytes.length - base ? null : startsOf([{ text, base, bytesPerUnit: null }]);
  return { text, encoding: "utf-8", starts, base, faults: [] };
}

interface Piece {
  readonly text: string;
  readonly base: number;
  /** Null: as UTF-8 has it. */
  readonly bytesPerUnit: 1 | null;
}

function decodeByLines(bytes: Uint8Array, base: number): DecodedText {
  const pieces: Piece[] = [];
  const faults: number[] = [];
  let units = 0;
  for (let start = base; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    const line = bytes.subarray(start, end);
    const text = tryUtf8(line);
    if (text === null) faults.push(units + firstBadByte(line));
    const piece = text === null ? latin1(line) : text;
    pieces.push({ text: piece, base: start, bytesPerUnit: text === null ? 1 : null });
    units += piece.length;
    start = end;
  }
  return {
    text: pieces.map((piece) => piece.text).join(""),
    encoding: "utf-8",
    starts: startsOf(pieces),
    base,
    faults,
  };
}

function startsOf(pieces: readonly Piece[]): Uint32Array {
  const starts = new Uint32Array(pieces.reduce((sum, piece) => sum + piece.text.length, 1));
  let unit = 0;
  let byte = pieces[0]?.base ?? 0;
  for (const { text, bytesPerUnit } of pieces) {
    for (let index = 0; index < text.length; index += 1) {
      starts[unit] = byte;
      unit += 1;
      byte += bytesPerUnit ?? utf8Length(text.charCodeAt(index));
    }
  }
  starts[unit] = byte;
  return starts;
}

/** A character beyond the basic plane has four bytes and two units: its second unit is given the last two. */
function utf8Length(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) return 2;
  return 3;
}

function tryUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Index of the byte at which a line stops being UTF-8: the first of the sequence that does not fit. */
function firstBadByte(line: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let start = 0;
  for (let index = 0; index < line.length; index += 1) {
    try {
      if (decoder.decode(line.subarray(index, index + 1), { stream: true }) !== "") start = index + 1;
    } catch {
      return start;
    }
  }
  return start;
}

/** Each byte as the character of the same number. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return text;
}
