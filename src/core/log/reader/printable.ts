const FIRST = 0x20;
const LAST = 0x7e;

/** The bytes of a chunk, four at a time. */
export interface Words {
  readonly words: Int32Array;
  /** Where the chunk begins in the memory that the words cover. */
  readonly offset: number;
}

export function wordsOf(bytes: Buffer): Words {
  return { words: new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >> 2), offset: bytes.byteOffset };
}

/**
 * Whether `bytes[from, to)` are all printable ASCII: then no control character has to be looked for, and any decoding
 * gives the same. A third of the time of a regular expression, on every line that a rule reads.
 */
export function isPrintable(bytes: Buffer, { words, offset }: Words, from: number, to: number): boolean {
  let at = from;
  for (; at < to && ((at + offset) & 3) !== 0; at += 1) if (!isPrintableByte(bytes[at] ?? 0)) return false;
  const last = (to + offset) >> 2;
  let seen = 0;
  for (let index = (at + offset) >> 2; index < last; index += 1) {
    const word = words[index] ?? 0;
    // A high bit: in the byte itself; after taking 0x20 from each, borrowed by a control; after adding 1, made by 0x7f.
    seen |= word | (word - 0x20202020) | (word + 0x01010101);
  }
  if ((seen & 0x80808080) !== 0) return false;
  for (at = Math.max(at, (last << 2) - offset); at < to; at += 1) if (!isPrintableByte(bytes[at] ?? 0)) return false;
  return true;
}

function isPrintableByte(byte: number): boolean {
  return byte >= FIRST && byte <= LAST;
}
