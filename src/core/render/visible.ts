/** ECMA-48: CSI, OSC (ended by BEL or ST), the short escapes. Each alternative stops at the next ESC, so it is linear. */
const TERMINAL_ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]+[0-~]|[0-Z\\^-~])/g;

/** Emoji and text presentation of the character before: dropping them changes no word. */
const PRESENTATION = /[\ufe0e\ufe0f]/g;

/**
 * What no eye sees: controls, bidirectional overrides, zero-width and tag characters, lone surrogates. They reorder text
 * (Trojan Source, CVE-2021-42574) or smuggle instructions to a reader that is a program.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const UNSEEN_BUT_TAB = /[^\P{Cc}\t]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Foreign text as one visible line: terminal escapes dropped, line ends and tabs as a space, every other character that
 * cannot be seen spelled out.
 *
 * @example visibleLine("a\u202eb\nc") === "a\\u202eb c"
 */
export function visibleLine(text: string): string {
  return showUnseen(dropEscapes(text).replace(/\r\n?|[\n\t]/g, " "), UNSEEN);
}

/** The same for text of several lines: tabs stay, each kind of line end becomes `\n`. */
export function visibleLines(text: string): string[] {
  return dropEscapes(text)
    .split(/\r\n?|\n/)
    .map((line) => showUnseen(line, UNSEEN_BUT_TAB));
}

function dropEscapes(text: string): string {
  return text.replace(TERMINAL_ESCAPES, "").replace(PRESENTATION, "");
}

function showUnseen(text: string, unseen: RegExp): string {
  return text.replace(unseen, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}
