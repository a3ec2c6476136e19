/**
 * A text that stands inside of a file in another form: lines joined by "\", a string with escapes, a word of a shell.
 * Every unit of it knows the unit of the file that it came from.
 */
export interface EmbeddedText {
  readonly text: string;
  /** Where each piece of `text` was found. */
  readonly pieces: readonly Piece[];
}

export interface Piece {
  /** Index in the embedded text at which the piece begins. */
  readonly at: number;
  /** Unit of the file's text at which it was found. */
  readonly source: number;
}

/** A text and the unit at which it was found. */
export interface Chunk {
  readonly text: string;
  readonly source: number;
}

/** Unit of the file's text for an index of the embedded text. */
export function sourceIndex(embedded: Pick<EmbeddedText, "pieces">, index: number): number {
  const piece = embedded.pieces[pieceAt(embedded, index)];
  return piece === undefined ? 0 : piece.source + (index - piece.at);
}

/** Index of the last piece that begins at or before an index of the text. */
function pieceAt({ pieces }: Pick<EmbeddedText, "pieces">, index: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pieces[middle]?.at ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The same for an end: the unit behind the one before it, so that it stays on that one's line. */
export function sourceEnd(embedded: Pick<EmbeddedText, "pieces">, end: number): number {
  return end === 0 ? sourceIndex(embedded, 0) : sourceIndex(embedded, end - 1) + 1;
}

/** Puts chunks one behind the other. Empty ones say where an empty text stands. */
export function joinChunks(chunks: readonly Chunk[]): EmbeddedText {
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const { text, source } of chunks) {
    const last = pieces.at(-1);
    const goesOn = last !== undefined && last.source - last.at === source - at;
    if (!goesOn) pieces.push({ at, source });
    texts.push(text);
    at += text.length;
  }
  return { text: texts.join(""), pieces };
}

/** A part of an embedded text, as an embedded text of its own. */
export function sliceEmbedded(embedded: EmbeddedText, start: number, end: number): EmbeddedText {
  const first = pieceAt(embedded, start);
  const last = end > start ? pieceAt(embedded, end - 1) : first;
  const kept = embedded.pieces.slice(first, last + 1);
  return {
    text: embedded.text.slice(start, end),
    pieces: kept.map(({ at, source }) => ({ at: at - start, source })),
  };
}
