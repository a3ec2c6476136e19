import { gzipSync, type Zippable, zipSync } from "fflate";

/** Members by path, in the order in which they are written. */
export type Members = Readonly<Record<string, string | Uint8Array>>;

/** Zip stores local time, gzip UTC: each as the format has it, so that the zone of the machine does not show. */
const LOCAL_2020 = new Date(2020, 0, 1);
const UTC_2020 = new Date(1_577_836_800_000);
const ENCODER = new TextEncoder();

export function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? ENCODER.encode(content) : content;
}

/** A zip file whose bytes depend on nothing but its members. */
export function zipOf(members: Members): Uint8Array {
  const zippable: Zippable = {};
  for (const [path, content] of Object.entries(members)) {
    zippable[path] = [toBytes(content), { level: 6, mtime: LOCAL_2020, os: 3, attrs: 0o100644 << 16 }];
  }
  return zipSync(zippable);
}

/** A `.tar.gz` of regular files (ustar), reproducible like `zipOf`. */
export function tarGzOf(members: Members): Uint8Array {
  const blocks = Object.entries(members).flatMap(([path, content]) => tarEntry(path, toBytes(content)));
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]), { level: 6, mtime: UTC_2020 });
}

function tarEntry(path: string, content: Uint8Array): Uint8Array[] {
  const header = Buffer.alloc(512);
  header.write(path, 0, 100, "utf8");
  header.write("0000644\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write(`${(1_577_836_800).toString(8).padStart(11, "0")}\0`, 136);
  header.write("        0", 148);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}
