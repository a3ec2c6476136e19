import type { RandomAccess } from "./random-access.ts";

const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;

/** In a field of 32 bits: the number is elsewhere. */
const TOO_LARGE = 0xffffffff;

/** The end record and the longest comment that may follow it. */
const LONGEST_TAIL = 22 + 0xffff;
const DIRECTORY_LIMIT = 64 * 1024 * 1024;
const MEMBER_LIMIT = 16 * 1024 * 1024;

export interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/**
 * Names and places of what a zip holds, by its own directory, so that only a few kilobytes of a large file are touched.
 * Null when it cannot be read this way: no zip, a directory too large. Nothing is promised about the members:
 * what is unpacked for good goes through `core/store`.
 */
export async function listZip(source: RandomAccess): Promise<readonly ZipMember[] | null> {
  const { size } = source;
  const tail = await source.read(Math.max(0, size - LONGEST_TAIL), Math.min(size, LONGEST_TAIL));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > tail.length) return null;
  const { length, start } = (await readLargeEnd(source, tail, end)) ?? {
    length: tail.readUInt32LE(end + 12),
    start: tail.readUInt32LE(end + 16),
  };
  if (length > DIRECTORY_LIMIT || start + length > size) return null;
  return membersOf(await source.read(start, length));
}

/** Where the directory of a zip64 is, by the record before its end record; null: it is none. */
async function readLargeEnd(
  source: RandomAccess,
  tail: Buffer,
  end: number,
): Promise<{ length: number; start: number } | null> {
  const locator = end - 20;
  if (locator < 0 || tail.readUInt32LE(locator) !== ZIP64_LOCATOR) return null;
  const record = await source.read(Number(tail.readBigUInt64LE(locator + 8)), 56);
  if (record.length < 56 || record.readUInt32LE(0) !== ZIP64_END) return null;
  return { length: Number(record.readBigUInt64LE(40)), start: Number(record.readBigUInt64LE(48)) };
}

function membersOf(directory: Buffer): readonly ZipMember[] {
  const members: ZipMember[] = [];
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    members.push({
      name: directory.toString("utf8", at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      offset: offsetOf(directory.subarray(at, at + 46 + nameLength + extraLength), 46 + nameLength),
    });
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return members;
}

/** An offset beyond 4 GiB is the last number of the extra field 1, behind the sizes that are too large as well. */
function offsetOf(entry: Buffer, extra: number): number {
  const offset = entry.readUInt32LE(42);
  if (offset !== TOO_LARGE) return offset;
  for (let at = extra; at + 4 <= entry.length; at += 4 + entry.readUInt16LE(at + 2)) {
    const before = [20, 24].filter((field) => entry.readUInt32LE(field) === TOO_LARGE).length;
    const place = at + 4 + 8 * before;
    if (entry.readUInt16LE(at) === 1 && place + 8 <= entry.length) return Number(entry.readBigUInt64LE(place));
  }
  return offset;
}

/** A member, unpacked; null when it is too large, cut, damaged or packed by another method than deflate. */
export async function readZipMember(source: RandomAccess, member: ZipMember): Promise<Uint8Array | null> {
  // One read for the header and, as a rule, for all of it: over a network each read is a round trip.
  const head = await source.read(member.offset, 30 + HEADER_ROOM + Math.min(member.packed, MEMBER_LIMIT));
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL_HEADER || member.packed > MEMBER_LIMIT) return null;
  const start = 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const isWhole = start + member.packed <= head.length;
  const packed = isWhole
    ? head.subarray(start, start + member.packed)
    : await source.read(member.offset + start, member.packed);
  if (packed.length < member.packed) return null;
  if (member.method === 0) return packed;
  if (member.method !== 8) return null;
  // Loaded when something is packed.
  const { inflateRawSync } = await import("node:zlib");
  try {
    return inflateRawSync(packed, { maxOutputLength: MEMBER_LIMIT });
  } catch {
    return null;
  }
}

/** Longer names and extra fields cost a second read. */
const HEADER_ROOM = 512;
