import type { Utf16 } from "./utf16-splitter.ts";

/** How many bytes are looked at. */
export const SNIFFED = 8;

/**
 * The encoding of a log by its first bytes: UTF-16 when it has the byte order mark, or when its first four characters are
 * ASCII in that form; everything else is read as UTF-8.
 *
 * @param bytes the first `SNIFFED` bytes, or all when there are fewer
 */
export function sniffEncoding(bytes: Buffer): Utf16 | "utf-8" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes.length < SNIFFED) return "utf-8";
  const [even, odd] = [0, 1].map((half) => bytes.filter((_, index) => index % 2 === half));
  if (even?.every(isAscii) && odd?.every(isNul)) return "utf-16le";
  return even?.every(isNul) && odd?.every(isAscii) ? "utf-16be" : "utf-8";
}

function isAscii(byte: number): boolean {
  return byte > 0 && byte < 0x80;
}

function isNul(byte: number): boolean {
  return byte === 0;
}
