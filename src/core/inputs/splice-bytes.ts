import { concatBytes } from "../concat-bytes.ts";

/** A stretch of a file, and the bytes that come in its place. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly content: Uint8Array;
}

/**
 * Replaces stretches of a file; every other byte stays as it is.
 * @throws RangeError when two of them overlap.
 */
export function spliceBytes(bytes: Uint8Array, splices: readonly Splice[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for (const { start, end, content } of splices.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < kept) throw new RangeError("two changes of a file overlap");
    pieces.push(bytes.subarray(kept, start), content);
    kept = end;
  }
  pieces.push(bytes.subarray(kept));
  return concatBytes(pieces);
}
