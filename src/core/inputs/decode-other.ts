import type { DecodedText } from "./decode.ts";
import { latin1 } from "./decode-utf8.ts";

/** One byte, one character; bytes above `last` are faults. */
export function decodeLatin1(bytes: Uint8Array, last: 0x7f | 0xff, encoding: string): DecodedText {
  const text = latin1(bytes);
  const faults = last === 0xff ? [] : firstOfEachLine(text, /[\x80-\xff]/g);
  return { text, encoding, starts: null, base: 0, faults };
}

export function decodeUtf16(bytes: Uint8Array, base: number, label: "utf-16le" | "utf-16be"): DecodedText {
  const body = bytes.subarray(base);
  const text = new TextDecoder(label, { ignoreBOM: true }).decode(body);
  const starts = new Uint32Array(text.length + 1);
  for (let unit = 0; unit <= text.length; unit += 1) starts[unit] = Math.min(base + unit * 2, bytes.length);
  const encoding = label === "utf-16le" ? "utf-16-le" : "utf-16-be";
  return { text, encoding, starts, base, faults: isStrict(body, label) ? [] : firstOfEachLine(text, /\ufffd/g) };
}

export function decodeUtf32(bytes: Uint8Array, base: number, littleEndian: boolean): DecodedText {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts: number[] = [];
  const faults: number[] = [];
  let text = "";
  for (let offset = base; offset < bytes.length; offset += 4) {
    const point = offset + 4 <= bytes.length ? view.getUint32(offset, littleEndian) : 0x110000;
    const valid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    if (!valid) faults.push(text.length);
    text += valid ? String.fromCodePoint(point) : "\ufffd";
    while (starts.length < text.length) starts.push(offset);
  }
  const encoding = littleEndian ? "utf-32-le" : "utf-32-be";
  return { text, encoding, starts: Uint32Array.from([...starts, bytes.length]), base, faults };
}

/** An encoding that `TextDecoder` knows; null when it does not. Fed byte by byte, to learn where each character starts. */
export function decodeWithLabel(bytes: Uint8Array, label: string, encoding: string): DecodedText | null {
  const decoder = makeDecoder(label);
  if (decoder === null) return null;
  const starts: number[] = [];
  let text = "";
  let pending = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const found = decoder.decode(bytes.subarray(index, index + 1), { stream: true });
    for (let unit = 0; unit < found.length; unit += 1) starts.push(pending);
    if (found !== "") pending = index + 1;
    text += found;
  }
  text += decoder.decode();
  while (starts.length < text.length) starts.push(pending);
  const faults = isStrict(bytes, label) ? [] : firstOfEachLine(text, /\ufffd/g);
  return { text, encoding, starts: Uint32Array.from([...starts, bytes.length]), base: 0, faults };
}

function makeDecoder(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

function isStrict(bytes: Uint8Array, label: string): boolean {
  try {
    new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function firstOfEachLine(text: string, pattern: RegExp): number[] {
  const found: number[] = [];
  let lineEnd = -1;
  for (const match of text.matchAll(pattern)) {
    if (match.index < lineEnd) continue;
    found.push(match.index);
    const newline = text.indexOf("\n", match.index);
    lineEnd = newline === -1 ? text.length : newline;
  }
  return found;
}
