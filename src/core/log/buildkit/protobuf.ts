/** The fields of a protocol buffers message by their number; numbers for varints, bytes for everything with a length. */
export type Message = ReadonlyMap<number, readonly (number | Uint8Array)[]>;

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH = 2;
const FIXED_32 = 5;

/** Reads one message of the wire format; null when the bytes are none. Numbers above 2⁵³ lose precision. */
export function readMessage(bytes: Uint8Array): Message | null {
  const fields = new Map<number, (number | Uint8Array)[]>();
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) {
    const tag = readVarint(bytes, cursor);
    const value = tag === null ? null : readValue(bytes, cursor, tag % 8);
    if (tag === null || value === null) return null;
    const number = Math.floor(tag / 8);
    fields.set(number, [...(fields.get(number) ?? []), value]);
  }
  return fields;
}

/** All values of a field that hold bytes. */
export function bytesOf(message: Message, number: number): readonly Uint8Array[] {
  return (message.get(number) ?? []).filter((value) => typeof value !== "number");
}

export function stringOf(message: Message, number: number): string {
  const last = bytesOf(message, number).at(-1);
  return last === undefined ? "" : Buffer.from(last).toString("utf8");
}

export function numberOf(message: Message, number: number): number {
  const last = message.get(number)?.at(-1);
  return typeof last === "number" ? last : 0;
}

interface Cursor {
  at: number;
}

function readValue(bytes: Uint8Array, cursor: Cursor, type: number): number | Uint8Array | null {
  if (type === VARINT) return readVarint(bytes, cursor);
  const length = type === LENGTH ? readVarint(bytes, cursor) : type === FIXED_64 ? 8 : type === FIXED_32 ? 4 : null;
  if (length === null || cursor.at + length > bytes.length) return null;
  const value = bytes.subarray(cursor.at, cursor.at + length);
  cursor.at += length;
  return value;
}

function readVarint(bytes: Uint8Array, cursor: Cursor): number | null {
  let value = 0;
  for (let factor = 1, count = 0; count < 10; factor *= 128, count += 1) {
    const byte = bytes[cursor.at];
    if (byte === undefined) return null;
    cursor.at += 1;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
  }
  return null;
}
