const BLOCK = 512;

/** The regular files of a tar archive by name. What follows damage is left out; links and other entries are. */
export function readTar(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let at = 0;
  while (at + BLOCK <= bytes.length) {
    const header = Buffer.from(bytes.buffer, bytes.byteOffset + at, BLOCK);
    const size = Number.parseInt(textAt(header, 124, 12), 8);
    const name = textAt(header, 0, 100);
    if (name === "" || !Number.isSafeInteger(size) || size < 0) break;
    const isFile = header[156] === 0x30 || header[156] === 0;
    const end = at + BLOCK + size;
    if (end > bytes.length) break;
    if (isFile) files.set(name.replace(/^\.\//, ""), bytes.subarray(at + BLOCK, end));
    at = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function textAt(header: Buffer, from: number, length: number): string {
  const end = header.indexOf(0, from);
  return header.toString("latin1", from, end === -1 || end > from + length ? from + length : end).trim();
}
