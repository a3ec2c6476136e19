/** One file before and after, by the path that is printed. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const CONTEXT = 3;

/**
 * What `diff -u` prints, and `patch` and `git apply` read: three lines of context, paths with `a/` and `b/` before them.
 * Empty when nothing differs. Line ends stay as they are.
 */
export function unifiedDiff(files: readonly ChangedFile[]): string {
  return files
    .filter(({ before, after }) => before !== after)
    .map(({ path, before, after }) => {
      const hunks = hunksOf(compareLines(linesOf(before), linesOf(after)));
      return `--- a/${path}\n+++ b/${path}\n${hunks.join("")}`;
    })
    .join("");
}

interface Row {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** Each with its line end; the last one may have none. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What is the same at both ends is passed over; between them the longest common subsequence is kept. */
function compareLines(before: readonly string[], after: readonly string[]): readonly Row[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const same = (text: string): Row => ({ mark: " ", text });
  return [
    ...before.slice(0, head).map(same),
    ...middleRows(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

/** Above it, one block is replaced by the other: still a right patch, and no table of millions of cells. */
const MOST_CELLS = 4_000_000;

function middleRows(before: readonly string[], after: readonly string[]): readonly Row[] {
  const rows: Row[] = [];
  const width = after.length + 1;
  const isSmall = (before.length + 1) * width <= MOST_CELLS;
  const common = isSmall ? commonLengths(before, after) : null;
  let [left, right] = [0, 0];
  while (left < before.length || right < after.length) {
    const [old, fresh] = [before[left], after[right]];
    const isOld =
      common === null || (common[(left + 1) * width + right] ?? 0) >= (common[left * width + right + 1] ?? 0);
    if (old !== undefined && old === fresh && common !== null) {
      rows.push({ mark: " ", text: old });
      left += 1;
      right += 1;
    } else if (old !== undefined && (fresh === undefined || isOld)) {
      rows.push({ mark: "-", text: old });
      left += 1;
    } else {
      rows.push({ mark: "+", text: fresh ?? "" });
      right += 1;
    }
  }
  return rows;
}

/** Length of the longest common subsequence of what follows each pair of positions. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const table = new Uint32Array((before.length + 1) * width);
  for (let left = before.length - 1; left >= 0; left -= 1) {
    for (let right = after.length - 1; right >= 0; right -= 1) {
      const at = left * width + right;
      table[at] =
        before[left] === after[right]
          ? (table[at + width + 1] ?? 0) + 1
          : Math.max(table[at + width] ?? 0, table[at + 1] ?? 0);
    }
  }
  return table;
}

function hunksOf(rows: readonly Row[]): readonly string[] {
  return hunkRanges(rows).map(([from, to]) => {
    const shown = rows.slice(from, to);
    const earlier = rows.slice(0, from);
    const head = `@@ -${rangeOf(earlier, shown, "+")} +${rangeOf(earlier, shown, "-")} @@\n`;
    return head + shown.map(({ mark, text }) => `${mark}${ended(text)}`).join("");
  });
}

/** Changes that are at most six lines apart share a hunk. */
function hunkRanges(rows: readonly Row[]): readonly (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = [];
  rows.forEach(({ mark }, index) => {
    if (mark === " ") return;
    const [from, to] = [Math.max(0, index - CONTEXT), Math.min(rows.length, index + 1 + CONTEXT)];
    const last = ranges.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = to;
    else ranges.push([from, to]);
  });
  return ranges;
}

/** `first,count` of one side; an empty range names the line before it, and a count of one is left out. */
function rangeOf(earlier: readonly Row[], shown: readonly Row[], other: Row["mark"]): string {
  const count = shown.filter(({ mark }) => mark !== other).length;
  const first = earlier.filter(({ mark }) => mark !== other).length + (count === 0 ? 0 : 1);
  return count === 1 ? `${first}` : `${first},${count}`;
}

function ended(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n\\ No newline at end of file\n`;
}
