import { concatBytes } from "../concat-bytes.ts";
import { areEqual } from "../same-bytes.ts";
import { MANIFEST_NAME, MAX_MANIFEST_BYTES, MAX_WHEEL_BYTES, type Manifest, type ManifestWheel } from "./manifest.ts";

/**
 * The pack: a plain, uncompressed ustar archive (POSIX.1-1988) of `wheelhouse.json` and then exactly the wheels that it
 * lists, in its order. Wheels are zip files already, so nothing is gained by compressing them again. Everything in a
 * header but name and size is constant, therefore a pack is determined to the byte by its manifest and its wheels.
 */
export const BLOCK = 512;
const NAME_FIELD = 100;
const ENCODER = new TextEncoder();

/** The end of an archive: two empty blocks. */
export const PACK_TRAILER: Uint8Array = new Uint8Array(2 * BLOCK);

/**
 * The header of one member: a regular file, mode 0644, owner 0, time 0.
 *
 * @param name at most 100 ASCII characters
 * @param bytes size, at most 8 GiB less one byte
 * @param folder goes into the prefix field, for archives that people unpack; the pack itself has none
 */
export function packHeader(name: string, bytes: number, folder = ""): Uint8Array {
  return tarHeader({ name, bytes, folder, type: "0" });
}

/** What follows a member's bytes: zeros up to the next block. */
export function packPadding(bytes: number): Uint8Array {
  return new Uint8Array((BLOCK - (bytes % BLOCK)) % BLOCK);
}

/**
 * Name of a wheel inside of the pack: its file name, or, where that does not fit into a ustar header, its digest. The
 * manifest keeps the real name.
 */
export function packMemberName(wheel: ManifestWheel): string {
  return wheel.file.length <= NAME_FIELD ? wheel.file : `${wheel.sha256}.whl`;
}

/** Size of the whole pack in bytes, known from the manifest alone. */
export function packBytes(manifestBytes: number, manifest: Manifest): number {
  const members = [manifestBytes, ...manifest.wheels.map((wheel) => wheel.bytes)];
  return members.reduce((sum, bytes) => sum + BLOCK + bytes + packPadding(bytes).length, PACK_TRAILER.length);
}

/**
 * Headers of a member for an archive that people unpack with any tar: like `packHeader`, but a name over 100 characters
 * keeps its full length by way of a PAX record (POSIX.1-2001).
 */
export function archiveHeaders(name: string, bytes: number, folder: string): Uint8Array {
  if (name.length <= NAME_FIELD) return packHeader(name, bytes, folder);
  const record = ENCODER.encode(paxRecord("path", folder === "" ? name : `${folder}/${name}`));
  return concatBytes([
    tarHeader({ name: "name", bytes: record.length, folder: "PaxHeaders", type: "x" }),
    record,
    packPadding(record.length),
    packHeader(name.slice(0, NAME_FIELD), bytes, folder),
  ]);
}

interface HeaderFields {
  readonly name: string;
  readonly bytes: number;
  readonly folder: string;
  readonly type: "0" | "x";
}

function tarHeader({ name, bytes, folder, type }: HeaderFields): Uint8Array {
  if (!/^[\x21-\x7e]{1,100}$/.test(name)) throw new RangeError(`No name for a ustar header: ${JSON.stringify(name)}`);
  if (bytes > MAX_WHEEL_BYTES) throw new RangeError(`Too large for a ustar header: ${bytes} bytes`);
  const header = new Uint8Array(BLOCK);
  const put = (offset: number, text: string) => header.set(ENCODER.encode(text), offset);
  put(0, name);
  put(100, "0000644\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${octal(bytes, 11)}\0`);
  put(136, "00000000000\0");
  put(148, "        ");
  put(156, type);
  put(257, "ustar\x0000");
  put(329, "0000000\0");
  put(337, "0000000\0");
  put(345, folder);
  const checksum = header.reduce((sum, byte) => sum + byte, 0);
  put(148, `${octal(checksum, 6)}\0 `);
  return header;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

/** `<length> <key>=<value>\n`, where the length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = ENCODER.encode(` ${key}=${value}\n`).length;
  let length = rest + 1;
  while (rest + String(length).length !== length) length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

/**
 * Size of the manifest that a pack begins with, or null when this is not the first header of a pack: every other byte of
 * the header must be the one that `packHeader` writes.
 */
export function manifestBytesOf(header: Uint8Array): number | null {
  const field = String.fromCharCode(...header.subarray(124, 135));
  if (!/^[0-7]{11}$/.test(field)) return null;
  const bytes = Number.parseInt(field, 8);
  if (bytes > MAX_MANIFEST_BYTES || !areEqual(header, packHeader(MANIFEST_NAME, bytes))) return null;
  return bytes;
}
