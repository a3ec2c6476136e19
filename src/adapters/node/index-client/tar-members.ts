const BLOCK = 512;

/** Bytes of a name or of content that is taken into memory. */
const CONTENT_LIMIT = 4 * 1024 * 1024;

/** A regular file of a tar. */
export interface TarMember {
  readonly path: string;
  /** Its bytes; null when it is too large or cut. Only until the next member is asked for. */
  content(): Promise<Buffer | null>;
}

/**
 * The regular files of a tar (ustar, with GNU and pax names) in their order, read as it comes. Ends where the archive ends,
 * is cut, or cannot be understood: it is read for what it tells, nothing of it is ever written to disk.
 */
export async function* tarMembers(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarMember> {
  const bytes = makeByteReader(source);
  let longName: string | null = null;
  for (;;) {
    const header = readHeader(await bytes.take(BLOCK));
    if (header === null) return;
    let left = header.bytes;
    const take = async (): Promise<Buffer | null> => {
      if (left !== header.bytes || left > CONTENT_LIMIT) return null;
      left = 0;
      return await bytes.take(header.bytes);
    };
    if (header.type === "L" || header.type === "x") {
      longName = nameIn(await take(), header.type) ?? longName;
    } else {
      if (header.type === "0") yield { path: longName ?? header.path, content: take };
      longName = null;
    }
    const padding = (BLOCK - (header.bytes % BLOCK)) % BLOCK;
    if (!(await bytes.skip(left + padding))) return;
  }
}

interface Header {
  readonly path: string;
  readonly bytes: number;
  /** `0` for regular files of every age. */
  readonly type: string;
}

/** Null for the block of zeros at the end, and for what is no header. */
function readHeader(block: Buffer | null): Header | null {
  if (block === null || block[0] === 0) return null;
  const name = textAt(block, 0, 100);
  const prefix = textAt(block, 257, 5) === "ustar" ? textAt(block, 345, 155) : "";
  const size = textAt(block, 124, 12).trim();
  const flag = block.toString("latin1", 156, 157);
  if (!/^[0-7]+$/.test(size)) return null;
  const isRegular = flag === "0" || flag === "\u0000" || flag === "7";
  return {
    path: prefix === "" ? name : `${prefix}/${name}`,
    bytes: Number.parseInt(size, 8),
    type: isRegular ? "0" : flag,
  };
}

/** GNU has the name as it is, pax among its records `<length> path=<name>\n`. */
function nameIn(content: Buffer | null, type: "L" | "x"): string | null {
  if (content === null) return null;
  if (type === "L") return textAt(content, 0, content.length);
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(content.toString("utf8"))?.[1] ?? null;
}

function textAt(block: Buffer, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end === -1 ? field.length : end);
}

interface ByteReader {
  /** Exactly so many bytes; null when the source ends before. */
  take(count: number): Promise<Buffer | null>;
  /** Whether there were so many. */
  skip(count: number): Promise<boolean>;
}

function makeByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  let chunks: Uint8Array[] = [];
  let held = 0;
  /** Takes chunks until so many bytes are there, or none come any more. */
  const fill = async (count: number): Promise<boolean> => {
    while (held < count) {
      const next = await iterator.next();
      if (next.done === true) return false;
      chunks.push(next.value);
      held += next.value.length;
    }
    return true;
  };
  const keep = (rest: Buffer): void => {
    chunks = rest.length === 0 ? [] : [rest];
    held = rest.length;
  };
  return {
    take: async (count) => {
      if (!(await fill(count))) return null;
      const all = Buffer.concat(chunks);
      keep(all.subarray(count));
      return all.subarray(0, count);
    },
    skip: async (count) => {
      let left = count;
      while (left > held) {
        left -= held;
        keep(Buffer.alloc(0));
        if (!(await fill(1))) return false;
      }
      keep(Buffer.concat(chunks).subarray(left));
      return true;
    },
  };
}
