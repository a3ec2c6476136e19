const BLOCK = 512;

export interface TarMember {
  readonly name: string;
  /** Type flag; "0" is a regular file. */
  readonly type?: string;
  readonly link?: string;
  readonly bytes?: Uint8Array;
  /** What the header claims; default: the truth. */
  readonly claimedBytes?: number;
  readonly mode?: number;
  readonly prefix?: string;
  readonly magic?: string;
}

/**
 * One member as any tar program might write it, hostile fields included. Independent of the product's writer on purpose:
 * the two agree on a harmless member (there is a test), so what is refused is refused for what it is.
 */
export function tarMember(member: TarMember): Uint8Array {
  const bytes = member.bytes ?? new Uint8Array();
  const header = Buffer.alloc(BLOCK);
  header.write(member.name, 0, 100, "latin1");
  header.write(`${(member.mode ?? 0o644).toString(8).padStart(7, "0")}\0`, 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${(member.claimedBytes ?? bytes.length).toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write("        ", 148);
  header.write(member.type ?? "0", 156);
  header.write(member.link ?? "", 157, 100, "latin1");
  header.write(member.magic ?? "ustar\x0000", 257, "latin1");
  header.write("0000000\0", 329);
  header.write("0000000\0", 337);
  header.write(member.prefix ?? "", 345, 155, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}
