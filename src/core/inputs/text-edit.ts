/** A stretch of a text, in UTF-16 code units, and what comes in its place. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Applies edits that do not overlap; insertions at one place stay in the order given.
 * @throws RangeError when two edits overlap.
 */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let kept = 0;
  for (const edit of sorted) {
    if (edit.start < kept) throw new RangeError("two edits overlap");
    result += text.slice(kept, edit.start) + edit.text;
    kept = edit.end;
  }
  return result + text.slice(kept);
}
