import { canonicalJson } from "../report/canonical.ts";

/** Besides what JSON escapes already: what no eye sees (see `visible.ts`), and a `#` that could begin `##[command]`. */
const SPELLED_OUT = /[\x7f-\x9f\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|#(?=\[)/gu;

/**
 * JSON with sorted keys and two spaces, ended by a newline: equal values give equal bytes. Foreign text in it commands
 * nothing where the Actions runner listens, and moves nothing on a terminal: such characters are written as `\u…`.
 */
export function stableJson(value: unknown): string {
  return `${canonicalJson(value, 2).replace(SPELLED_OUT, toEscapes)}\n`;
}

function toEscapes(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");
}
