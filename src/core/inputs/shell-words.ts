/** A word of a line, with its place in the line (quotes included). */
export interface ShellWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type ShellWords =
  | { readonly ok: true; readonly words: readonly ShellWord[] }
  /** `at`: the quote or backslash to blame. */
  | { readonly ok: false; readonly at: number; readonly message: string };

const SPACE = " \t\r\n";

/** Python's `shlex.split` in POSIX mode: `'…'` literal, `"…"` with `\"` and `\\`, `\` takes the next character literally. */
export function splitShellWords(line: string, from: number): ShellWords {
  const words: ShellWord[] = [];
  let index = from;
  while (index < line.length) {
    if (SPACE.includes(line.charAt(index))) {
      index += 1;
      continue;
    }
    const word = readWord(line, index);
    if ("message" in word) return { ok: false, ...word };
    words.push(word);
    index = word.end;
  }
  return { ok: true, words };
}

/** Writes a value so that `shlex.split` and pip's comment and variable rules give it back as it is. */
export function quoteShellWord(value: string): string {
  return value === "" ? "''" : value.replace(/[^\w@%+=:,./~-]/g, (sign) => (sign > "\x7f" ? sign : `\\${sign}`));
}

interface Failure {
  readonly at: number;
  readonly message: string;
}

const PLAIN = /[^ \t\r\n'"\\]+/y;

/** Behind the signs from here on that mean themselves. */
function endOfPlain(line: string, from: number): number {
  PLAIN.lastIndex = from;
  return PLAIN.test(line) ? PLAIN.lastIndex : from + 1;
}

function readWord(line: string, start: number): ShellWord | Failure {
  let text = "";
  let index = start;
  while (index < line.length && !SPACE.includes(line.charAt(index))) {
    const sign = line.charAt(index);
    if (sign === "'" || sign === '"') {
      const quoted = readQuoted(line, index, sign);
      if (quoted === null) return { at: index, message: `the quotation mark ${sign} is not closed` };
      text += quoted.text;
      index = quoted.end;
    } else if (sign === "\\") {
      if (index + 1 >= line.length) return { at: index, message: "nothing follows the backslash" };
      text += line.charAt(index + 1);
      index += 2;
    } else {
      const end = endOfPlain(line, index);
      text += line.slice(index, end);
      index = end;
    }
  }
  return { text, start, end: index };
}

function readQuoted(line: string, open: number, quote: string): { text: string; end: number } | null {
  let text = "";
  for (let index = open + 1; index < line.length; index += 1) {
    const sign = line.charAt(index);
    if (sign === quote) return { text, end: index + 1 };
    const next = line.charAt(index + 1);
    if (sign === "\\" && quote === '"' && (next === '"' || next === "\\")) {
      text += next;
      index += 1;
    } else {
      text += sign;
    }
  }
  return null;
}
