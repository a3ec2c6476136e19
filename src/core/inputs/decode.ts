import { decodeLatin1, decodeUtf16, decodeUtf32, decodeWithLabel } from "./decode-other.ts";
import { decodeUtf8 } from "./decode-utf8.ts";

/** The text of a file, with the way back from each UTF-16 code unit of the text to the bytes that it came from. */
export interface DecodedText {
  readonly text: string;
  /** Python's name of the encoding, or null when it is not known here (then `text` is empty). */
  readonly encoding: string | null;
  /** Start in bytes of each unit and, last, of the end; null when unit `i` is byte `base + i`. */
  readonly starts: Uint32Array | null;
  readonly base: number;
  /** Units at which bytes could not be decoded, at most one in each line. */
  readonly faults: readonly number[];
}

interface ByteOrderMark {
  readonly bytes: readonly number[];
  readonly decode: (bytes: Uint8Array, base: number) => DecodedText;
}

/** UTF-16-LE's mark is the beginning of UTF-32-LE's: the order counts. */
const MARKS: readonly ByteOrderMark[] = [
  { bytes: [0xef, 0xbb, 0xbf], decode: decodeUtf8 },
  { bytes: [0xff, 0xfe, 0, 0], decode: (bytes, base) => decodeUtf32(bytes, base, true) },
  { bytes: [0, 0, 0xfe, 0xff], decode: (bytes, base) => decodeUtf32(bytes, base, false) },
  { bytes: [0xfe, 0xff], decode: (bytes, base) => decodeUtf16(bytes, base, "utf-16be") },
  { bytes: [0xff, 0xfe], decode: (bytes, base) => decodeUtf16(bytes, base, "utf-16le") },
];

/**
 * Decodes as pip does: byte order mark, else the coding comment of PEP 263 in one of the first two lines, else UTF-8.
 * pip then tries the locale's encoding; that would let the meaning of a file depend on the machine, so here such bytes
 * are faults.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const mark = MARKS.find((candidate) => candidate.bytes.every((byte, index) => bytes[index] === byte));
  if (mark !== undefined) return mark.decode(bytes, mark.bytes.length);
  const coding = findCoding(bytes);
  if (coding === null || UTF8.has(coding)) return decodeUtf8(bytes, 0);
  if (ASCII.has(coding)) return decodeLatin1(bytes, 0x7f, "ascii");
  if (LATIN1.has(coding)) return decodeLatin1(bytes, 0xff, "latin-1");
  const label = LABELS.get(coding) ?? (/^(?:windows|iso-8859)-\d+$/.test(coding) ? coding : null);
  return (label === null ? null : decodeWithLabel(bytes, label, coding)) ?? UNKNOWN;
}

/** First byte of a unit (or of the end of the text). */
export function byteOffset(decoded: DecodedText, unit: number): number {
  return decoded.starts === null ? decoded.base + unit : (decoded.starts[unit] ?? 0);
}

/** The unit that starts at a byte; the nearest one before it when none does. */
export function unitAtByte(decoded: DecodedText, byte: number): number {
  const { starts, base } = decoded;
  if (starts === null) return byte - base;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= byte) low = middle;
    else high = middle - 1;
  }
  return low;
}

const UNKNOWN: DecodedText = { text: "", encoding: null, starts: null, base: 0, faults: [] };
const UTF8: ReadonlySet<string> = new Set(["utf-8", "utf8", "u8", "utf", "utf-8-sig", "cp65001"]);
const ASCII: ReadonlySet<string> = new Set(["ascii", "us-ascii", "646"]);
const LATIN1: ReadonlySet<string> = new Set(["latin-1", "latin1", "l1", "latin", "iso-8859-1", "iso8859-1", "cp819"]);

/** Python's names for encodings that `TextDecoder` knows by another one; all of them keep ASCII as it is. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ...["1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258"].map(
    (number) => [`cp${number}`, `windows-${number}`] as const,
  ),
  ...["2", "3", "4", "5", "6", "7", "8", "10", "13", "14", "15", "16"].map(
    (number) => [`iso8859-${number}`, `iso-8859-${number}`] as const,
  ),
  ["koi8-r", "koi8-r"],
  ["koi8-u", "koi8-u"],
  ["gbk", "gbk"],
  ["gb2312", "gbk"],
  ["gb18030", "gb18030"],
  ["big5", "big5"],
  ["euc-jp", "euc-jp"],
  ["euc-kr", "euc-kr"],
  ["shift-jis", "shift_jis"],
  ["sjis", "shift_jis"],
]);

/** The coding that a comment in line 1 or 2 names (PEP 263), with "-" for "_" and in lower case. */
function findCoding(bytes: Uint8Array): string | null {
  const firstEnd = endOfLine(bytes, 0);
  const secondEnd = endOfLine(bytes, firstEnd + 1);
  for (const [start, end] of [
    [0, firstEnd],
    [firstEnd + 1, secondEnd],
  ] as const) {
    const line = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 1000)));
    const coding = line.startsWith("#") ? /coding[:=][\t-\r ]*([-\w.]+)/.exec(line)?.[1] : undefined;
    if (coding !== undefined) return coding.toLowerCase().replaceAll("_", "-");
  }
  return null;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(0x0a, from);
  return end === -1 ? bytes.length : end;
}
