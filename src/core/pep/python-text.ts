/** What Python's `str.isspace`, `str.strip` and `\s` call white space, as the inside of a regular expression class. */
export const PYTHON_SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const LEADING = new RegExp(`^[${PYTHON_SPACE}]+`);
const SPACE = new RegExp(`[${PYTHON_SPACE}]`);

/** Python's `str.isspace` for one UTF-16 code unit (all of Python's white space is in the basic plane). */
export function isPythonSpace(unit: string | undefined): boolean {
  // Nearly every sign that is asked about is one of these.
  if (unit === undefined || (unit > " " && unit < "\x7f")) return false;
  return SPACE.test(unit);
}

/** Start and end (exclusive) of what Python's `str.strip` leaves; `[length, length]` when nothing is left. */
export function stripRange(text: string, from = 0, to: number = text.length): readonly [number, number] {
  let start = from;
  while (start < to && isPythonSpace(text[start])) start += 1;
  let end = to;
  while (end > start && isPythonSpace(text[end - 1])) end -= 1;
  return [start, end];
}

/** Python's `str.strip`, which differs from `trim` in U+001C–U+001F, U+0085 and U+FEFF. */
export function strip(text: string): string {
  const [start, end] = stripRange(text);
  return text.slice(start, end);
}

/** Length of the white space at the start of a text. */
export function leadingSpace(text: string): number {
  return LEADING.exec(text)?.[0].length ?? 0;
}
