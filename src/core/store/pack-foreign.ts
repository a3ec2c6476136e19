const TYPES: Readonly<Record<string, string>> = {
  "0": "a file",
  "\0": "a file",
  "1": "a hard link",
  "2": "a symbolic link",
  "3": "a character device",
  "4": "a block device",
  "5": "a folder",
  "6": "a FIFO",
  "7": "a contiguous file",
  x: "a PAX record",
  g: "a global PAX record",
  L: "a GNU long name",
  K: "a GNU long link name",
  S: "a GNU sparse file",
};

/**
 * Says in words what a tar header that was not expected would be, for messages only: nothing is decided by it. The name
 * is quoted as JSON, ASCII only and at most 80 characters.
 */
export function describeForeignHeader(header: Uint8Array): string {
  if (header.every((byte) => byte === 0)) return "an empty block";
  if (textAt(header, 257, 5) !== "ustar") return "bytes that are no tar header";
  const type = TYPES[String.fromCharCode(header[156] ?? 0)] ?? "a member of unknown kind";
  const name = textAt(header, 0, 100).slice(0, 80);
  return `${type} named ${JSON.stringify(name.replace(/[^\x20-\x7e]/g, "?"))}`;
}

function textAt(header: Uint8Array, offset: number, length: number): string {
  const field = header.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return String.fromCharCode(...(end === -1 ? field : field.subarray(0, end)));
}
