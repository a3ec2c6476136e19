const DIGIT = 0x64;
const SPACE = 0x20;

/** `text` with `d` for any digit, to be compared with `fits`. */
export function template(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

/** Whether the bytes at `from` are those of the template. */
export function fits(form: Uint8Array, bytes: Buffer, from: number, to: number): boolean {
  if (to - from < form.length) return false;
  for (let index = 0; index < form.length; index += 1) {
    const byte = bytes[from + index] ?? 0;
    if (form[index] === DIGIT ? !isDigit(byte) : byte !== form[index]) return false;
  }
  return true;
}

/** Whether the text stands at `from`: a loop, because a view or a call into the runtime would cost more than most lines do. */
export function standsAt(text: Uint8Array, bytes: Buffer, from: number, to: number): boolean {
  if (to - from < text.length) return false;
  for (let index = 0; index < text.length; index += 1) if (bytes[from + index] !== text[index]) return false;
  return true;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** Offset behind the digits at `from`; `from` when there are none. */
export function skipDigits(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(bytes[at])) at += 1;
  return at;
}

/** Offset behind one space at `from`, which may be missing at the end of a line. -1 when something else is there. */
export function skipSpace(bytes: Buffer, from: number, to: number): number {
  if (from === to) return to;
  return bytes[from] === SPACE ? from + 1 : -1;
}
