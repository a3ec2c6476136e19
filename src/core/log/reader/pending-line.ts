import { LINE_LIMIT } from "./raw-line.ts";

/** The limit of a line that is JSON: BuildKit's `rawjson` puts many lines of a build into one of its own. */
export const JSON_LINE_LIMIT = 4 * 1024 * 1024;
/** Kept of the first draft of a line that is redrawn: an envelope can stand there. */
const HEAD_LIMIT = 1_024;

const RETURN = 0x0d;
const BRACE = 0x7b;

/** A line whose newline has not come yet, or one that is longer than what is kept of it. */
export interface PendingLine {
  add(piece: Buffer): void;
  /** What is kept, and how long the line is. */
  take(): { readonly bytes: Buffer; readonly length: number };
  /** Of all that was added. */
  readonly length: number;
}

/**
 * Keeps a line whole up to `LINE_LIMIT` bytes, and the beginning of a longer one. Of a longer one that a terminal redraws
 * with `\r` only the last draft stands: those before it are let go as they come, but for the beginning of the first.
 */
export function makePendingLine(): PendingLine {
  let head: Buffer = Buffer.alloc(0);
  let draft = makeDraft();
  /** All of it, as long as it is short. */
  let pieces: Buffer[] = [];
  let length = 0;

  /** Drafts end at a `\r` that something follows; one at the end of the line is only its end. */
  const startAnew = (): void => {
    if (head.length === 0) head = Buffer.concat([draft.bytes().subarray(0, HEAD_LIMIT), Buffer.of(RETURN)]);
    draft = makeDraft();
  };
  const fold = (piece: Buffer): void => {
    if (draft.returned && piece.some((byte) => byte !== RETURN)) startAnew();
    const last = piece.subarray(0, trimReturns(piece)).lastIndexOf(RETURN);
    if (last === -1) {
      draft.add(piece);
      return;
    }
    draft.add(piece.subarray(0, piece.indexOf(RETURN)));
    startAnew();
    draft.add(piece.subarray(last + 1));
  };
  return {
    get length() {
      return length;
    },
    add(piece) {
      length += piece.length;
      if (length <= LINE_LIMIT) {
        // Copied: the caller may use its chunk again.
        pieces.push(Buffer.from(piece));
        return;
      }
      for (const earlier of pieces) fold(earlier);
      pieces = [];
      fold(piece);
    },
    take() {
      const folded = head.length === 0 ? draft.bytes() : Buffer.concat([head, draft.bytes()]);
      const taken = { bytes: length <= LINE_LIMIT ? Buffer.concat(pieces) : folded, length };
      head = Buffer.alloc(0);
      draft = makeDraft();
      pieces = [];
      length = 0;
      return taken;
    },
  };
}

/** Offset behind the last byte that is no `\r`. */
function trimReturns(piece: Buffer): number {
  let end = piece.length;
  while (end > 0 && piece[end - 1] === RETURN) end -= 1;
  return end;
}

function makeDraft() {
  const pieces: Buffer[] = [];
  let kept = 0;
  let returned = false;
  return {
    add(piece: Buffer): void {
      returned = piece.length === 0 ? returned : piece[piece.length - 1] === RETURN;
      const first = pieces[0]?.[0] ?? piece[0];
      const room = (first === BRACE ? JSON_LINE_LIMIT : LINE_LIMIT) - kept;
      if (room <= 0 || piece.length === 0) return;
      // Copied: the caller may use its chunk again.
      const copy = Buffer.from(piece.subarray(0, room));
      pieces.push(copy);
      kept += copy.length;
    },
    /** Whether it ends in `\r` so far. */
    get returned() {
      return returned;
    },
    bytes: (): Buffer => (pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces)),
  };
}
