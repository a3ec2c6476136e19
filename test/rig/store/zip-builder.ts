import { crc32, deflateRawSync } from "node:zlib";

export interface ZipMember {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** What the local header says instead. */
  readonly local?: {
    readonly name?: string;
    readonly bytes?: number;
    readonly flags?: number;
    readonly crc32?: number;
  };
  /** What both headers claim instead of the truth. */
  readonly claimedBytes?: number;
  readonly claimedCrc32?: number;
  /** Sizes come behind the data, as when a zip is streamed. */
  readonly streamed?: boolean;
  /** Bytes put behind the data. */
  readonly gap?: Uint8Array;
  readonly extra?: Uint8Array;
  /** Sizes of both headers go into the 64-bit extra field. */
  readonly zip64?: boolean;
}

export interface ZipOptions {
  readonly comment?: Uint8Array;
  /** Number of members that the end record declares. */
  readonly claimedMembers?: number;
  /** 64-bit end record and locator; `wrong` lets them disagree with the plain one. */
  readonly end64?: "right" | "wrong";
  /** Between directory and end record. */
  readonly beforeEnd?: Uint8Array;
}

const MAX_32 = 0xffffffff;

/** A zip, byte by byte, so that every field can lie. Members are deflated unless `method` is 0. */
export function zipOf(members: readonly ZipMember[], options: ZipOptions = {}): Uint8Array {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const member of members) {
    const packed = (member.method ?? 8) === 8 ? deflateRawSync(member.bytes) : member.bytes;
    const local = localHeader(member, packed.length);
    const descriptor = member.streamed === true ? descriptorOf(member, packed.length) : new Uint8Array();
    const whole = Buffer.concat([local, packed, descriptor, member.gap ?? new Uint8Array()]);
    central.push(centralHeader(member, packed.length, offset));
    parts.push(whole);
    offset += whole.length;
  }
  const directory = Buffer.concat(central);
  const end = endRecord(options.claimedMembers ?? members.length, directory.length, offset, options.comment);
  const end64 =
    options.end64 === undefined ? [] : [endRecord64(options.end64, members.length, directory.length, offset)];
  return Buffer.concat([...parts, directory, options.beforeEnd ?? new Uint8Array(), ...end64, end]);
}

function flagsOf(member: ZipMember): number {
  return (member.flags ?? 0) | (member.streamed === true ? 8 : 0);
}

function localHeader(member: ZipMember, packed: number): Buffer {
  const name = Buffer.from(member.local?.name ?? member.name);
  const size = member.local?.bytes ?? member.claimedBytes ?? member.bytes.length;
  const isBlank = member.streamed === true;
  const extra = member.zip64 ? wide([size, packed]) : Buffer.from(member.extra ?? []);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(member.local?.flags ?? flagsOf(member), 6);
  header.writeUInt16LE(member.method ?? 8, 8);
  header.writeUInt32LE(isBlank ? 0 : (member.local?.crc32 ?? member.claimedCrc32 ?? crc32(member.bytes)), 14);
  header.writeUInt32LE(isBlank ? 0 : member.zip64 ? MAX_32 : packed, 18);
  header.writeUInt32LE(isBlank ? 0 : member.zip64 ? MAX_32 : size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

function centralHeader(member: ZipMember, packed: number, offset: number): Buffer {
  const name = Buffer.from(member.name);
  const size = member.claimedBytes ?? member.bytes.length;
  const extra = member.zip64 ? wide([size, packed]) : Buffer.from(member.extra ?? []);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(flagsOf(member), 8);
  header.writeUInt16LE(member.method ?? 8, 10);
  header.writeUInt32LE(member.claimedCrc32 ?? crc32(member.bytes), 16);
  header.writeUInt32LE(member.zip64 ? MAX_32 : packed, 20);
  header.writeUInt32LE(member.zip64 ? MAX_32 : size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name, extra]);
}

function wide(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * numbers.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * numbers.length, 2);
  for (const [index, number] of numbers.entries()) extra.writeBigUInt64LE(BigInt(number), 4 + 8 * index);
  return extra;
}

function descriptorOf(member: ZipMember, packed: number): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(crc32(member.bytes), 4);
  descriptor.writeUInt32LE(packed, 8);
  descriptor.writeUInt32LE(member.bytes.length, 12);
  return descriptor;
}

function endRecord(
  members: number,
  directoryBytes: number,
  offset: number,
  comment: Uint8Array = new Uint8Array(),
): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members, 8);
  end.writeUInt16LE(members, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}

function endRecord64(kind: "right" | "wrong", members: number, directoryBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(members), 24);
  end.writeBigUInt64LE(BigInt(members), 32);
  end.writeBigUInt64LE(BigInt(directoryBytes), 40);
  end.writeBigUInt64LE(BigInt(kind === "right" ? offset : offset + 1), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(offset + directoryBytes), 64);
  end.writeUInt32LE(1, 72);
  return end;
}
