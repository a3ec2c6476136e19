import { defuse } from "./defuse.ts";

/** Characters after which a line without an end is cut; the rest goes on as a line of its own. */
const LINE_LIMIT = 64 * 1024;

export interface ForeignWriter {
  /** Takes the next bytes or text of a child and returns the lines that are complete now, defused, without line ends. */
  push(chunk: Uint8Array | string): string[];
  /** The line that had no end, if any. */
  end(): string[];
}

/**
 * Cuts the output of a child into lines before it is defused, since a command may arrive in two chunks. `\n`, `\r\n` and
 * `\r` end a line; the empty drafts of a progress bar (`\r` upon `\r`) are left out. Bytes that are no UTF-8 become U+FFFD.
 * Use one writer for each stream of each child.
 */
export function makeForeignWriter(): ForeignWriter {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let rest = "";
  let afterReturn = false;

  const take = (text: string): string[] => {
    const lines: string[] = [];
    const pieces = text.split(/(\r|\n)/);
    for (const [index, piece] of pieces.entries()) {
      if (index % 2 === 0) {
        rest += piece;
        if (piece !== "") afterReturn = false;
        lines.push(...cutLongRest());
        continue;
      }
      const isDraft = (afterReturn || piece === "\r") && rest === "";
      if (!isDraft) lines.push(rest);
      rest = "";
      afterReturn = piece === "\r";
    }
    return lines.map(defuse);
  };

  const cutLongRest = (): string[] => {
    const lines: string[] = [];
    while (rest.length > LINE_LIMIT) {
      const cut = /[\ud800-\udbff]/.test(rest.charAt(LINE_LIMIT - 1)) ? LINE_LIMIT - 1 : LINE_LIMIT;
      lines.push(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    return lines;
  };

  return {
    push: (chunk) => take(typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true })),
    end: () => {
      const lines = take(decoder.decode());
      if (rest !== "") lines.push(defuse(rest));
      rest = "";
      afterReturn = false;
      return lines;
    },
  };
}
