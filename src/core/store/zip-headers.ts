/** What one header says of a member. */
export interface ZipFields {
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly name: Uint8Array;
  /** Offset of the local header. */
  readonly offset: number;
  /** Info-ZIP's extra field 0x7075, which gives some programs another name. */
  readonly hasUnicodePath: boolean;
}

export interface ZipDirectory {
  /** Where the central directory begins. */
  readonly offset: number;
  readonly members: readonly ZipFields[];
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_32 = 0xffffffff;

/** The central directory, or in words why there is none that can be trusted. */
export function readDirectory(bytes: Uint8Array): ZipDirectory | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(bytes, view);
  if (typeof end === "string") return end;
  const members: ZipFields[] = [];
  let at = end.offset;
  while (at < end.offset + end.bytes) {
    const member = readCentralHeader(bytes, view, at, end.offset + end.bytes);
    if (member === null) return "its directory is damaged";
    members.push(member.fields);
    at = member.end;
  }
  if (members.length !== end.members) return `its directory has ${members.length} members, but declares ${end.members}`;
  return { offset: end.offset, members };
}

interface EndRecord {
  readonly members: number;
  readonly bytes: number;
  readonly offset: number;
}

/** The end record is the last 22 bytes, or is followed by a comment that reaches to the last byte and holds no other. */
function findEnd(bytes: Uint8Array, view: DataView): EndRecord | string {
  const found: number[] = [];
  const first = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    found.push(at);
    if (at + 22 + view.getUint16(at + 20, true) === bytes.length) break;
  }
  const at = found.at(-1);
  if (at === undefined) return "it has no end record";
  if (at + 22 + view.getUint16(at + 20, true) !== bytes.length) return "there are bytes behind its end";
  return found.length > 1 ? "it has two end records" : readEnd(view, at);
}

function readEnd(view: DataView, at: number): EndRecord | string {
  if (view.getUint32(at + 4, true) !== 0) return "it is a part of a split archive";
  const record = {
    members: view.getUint16(at + 10, true),
    bytes: view.getUint32(at + 12, true),
    offset: view.getUint32(at + 16, true),
  };
  if (view.getUint16(at + 8, true) !== record.members) return "it is a part of a split archive";
  const wide = at >= 76 && view.getUint32(at - 20, true) === LOCATOR_64 ? readEnd64(view, at - 20, record) : record;
  if (typeof wide === "string") return wide;
  const directoryEnd = wide === record ? at : at - 76;
  return wide.offset + wide.bytes === directoryEnd ? wide : "there are bytes between its directory and its end";
}

/** The 64-bit end record (56 bytes) must stand right before its locator, and repeat what the plain one could say. */
function readEnd64(view: DataView, locator: number, plain: EndRecord): EndRecord | string {
  const at = locator - 56;
  const isRecord = view.getUint32(at, true) === END_64 && view.getBigUint64(at + 4, true) === 44n;
  if (!isRecord || Number(view.getBigUint64(locator + 8, true)) !== at)
    return "its 64-bit end record is not in its place";
  const wide = {
    members: Number(view.getBigUint64(at + 32, true)),
    bytes: Number(view.getBigUint64(at + 40, true)),
    offset: Number(view.getBigUint64(at + 48, true)),
  };
  const agrees =
    (plain.members === 0xffff || plain.members === wide.members) &&
    (plain.bytes === MAX_32 || plain.bytes === wide.bytes) &&
    (plain.offset === MAX_32 || plain.offset === wide.offset);
  return agrees ? wide : "its two end records differ";
}

function readCentralHeader(bytes: Uint8Array, view: DataView, at: number, limit: number) {
  if (at + 46 > limit || view.getUint32(at, true) !== CENTRAL) return null;
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const end = extraEnd + view.getUint16(at + 32, true);
  if (end > limit || view.getUint16(at + 34, true) !== 0) return null;
  const extra = readExtra(bytes.subarray(nameEnd, extraEnd));
  const sizes =
    extra &&
    widen(extra.wide, [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)]);
  if (!extra || !sizes) return null;
  const fields: ZipFields = {
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    packedBytes: sizes[1] ?? 0,
    bytes: sizes[0] ?? 0,
    name: bytes.subarray(at + 46, nameEnd),
    offset: sizes[2] ?? 0,
    hasUnicodePath: extra.hasUnicodePath,
  };
  return { fields, end };
}

/** The header before a member's bytes; null when there is none or it is cut. */
export function readLocalHeader(bytes: Uint8Array, at: number): (ZipFields & { readonly dataOffset: number }) | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL) return null;
  const nameEnd = at + 30 + view.getUint16(at + 26, true);
  const dataOffset = nameEnd + view.getUint16(at + 28, true);
  if (dataOffset > bytes.length) return null;
  const extra = readExtra(bytes.subarray(nameEnd, dataOffset));
  const sizes = extra && widen(extra.wide, [view.getUint32(at + 22, true), view.getUint32(at + 18, true)]);
  if (!extra || !sizes) return null;
  return {
    flags: view.getUint16(at + 6, true),
    method: view.getUint16(at + 8, true),
    crc32: view.getUint32(at + 14, true),
    packedBytes: sizes[1] ?? 0,
    bytes: sizes[0] ?? 0,
    name: bytes.subarray(at + 30, nameEnd),
    offset: at,
    hasUnicodePath: extra.hasUnicodePath,
    dataOffset,
  };
}

interface Extra {
  /** The 64-bit numbers of field 0x0001, in order. */
  readonly wide: readonly number[];
  readonly hasUnicodePath: boolean;
}

/** Null when the fields do not fill the space exactly, or one stands twice. Padding of zeros (zipalign) is fine. */
function readExtra(bytes: Uint8Array): Extra | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const seen = new Set<number>();
  let wide: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes.subarray(at).every((byte) => byte === 0)) break;
    if (at + 4 > bytes.length) return null;
    const id = view.getUint16(at, true);
    const end = at + 4 + view.getUint16(at + 2, true);
    if (end > bytes.length || seen.has(id)) return null;
    seen.add(id);
    if (id === 1) wide = readWide(view, at + 4, end);
    at = end;
  }
  return { wide, hasUnicodePath: seen.has(0x7075) };
}

function readWide(view: DataView, from: number, to: number): number[] {
  const numbers: number[] = [];
  for (let at = from; at + 8 <= to; at += 8) numbers.push(Number(view.getBigUint64(at, true)));
  return numbers;
}

/** Replaces each number that does not fit into 32 bits by the next 64-bit one; null when there is none left. */
function widen(wide: readonly number[], numbers: readonly number[]): readonly number[] | null {
  let used = 0;
  const widened = numbers.map((number) => (number === MAX_32 ? wide[used++] : number));
  return widened.every((number) => number !== undefined) ? (widened as readonly number[]) : null;
}
