import { type FileHandle, open } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;

/** The end record and the longest comment that may follow it. */
const LONGEST_TAIL = 22 + 0xffff;
const DIRECTORY_LIMIT = 64 * 1024 * 1024;
const METADATA_LIMIT = 16 * 1024 * 1024;

interface Member {
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/**
 * METADATA of a wheel on disk, read through the zip's own directory so that only a few kilobytes of a large wheel are
 * touched. Null when the file is no wheel that can be read this way (zip64, two dist-info folders, a member too large):
 * its metadata is then not offered on its own.
 */
export async function readWheelMetadata(path: string): Promise<Uint8Array | null> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const tail = await read(handle, Math.max(0, size - LONGEST_TAIL), Math.min(size, LONGEST_TAIL));
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end === -1 || end + 22 > tail.length || tail.readUInt32LE(end) !== END_OF_DIRECTORY) return null;
    const length = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (length > DIRECTORY_LIMIT || start + length > size) return null;
    const member = findMetadata(await read(handle, start, length));
    return member === null ? null : await readMember(handle, member);
  } catch (error) {
    if (
      error instanceof RangeError ||
      (error instanceof Error && "code" in error && /^(Z_|ERR_)/.test(String(error.code)))
    )
      return null;
    throw error;
  } finally {
    await handle.close();
  }
}

/** The one `<name>.dist-info/METADATA` at the top; null when there is none, or more than one. */
function findMetadata(directory: Buffer): Member | null {
  const found: Member[] = [];
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString("utf8", at + 46, at + 46 + nameLength);
    if (/^[^/]+\.dist-info\/METADATA$/.test(name)) {
      found.push({
        method: directory.readUInt16LE(at + 10),
        packed: directory.readUInt32LE(at + 20),
        offset: directory.readUInt32LE(at + 42),
      });
    }
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

async function readMember(handle: FileHandle, member: Member): Promise<Uint8Array | null> {
  const header = await read(handle, member.offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER || member.packed > METADATA_LIMIT) return null;
  const start = member.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await read(handle, start, member.packed);
  if (packed.length < member.packed) return null;
  if (member.method === 0) return packed;
  return member.method === 8 ? inflateRawSync(packed, { maxOutputLength: METADATA_LIMIT }) : null;
}

async function read(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
