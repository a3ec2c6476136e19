/** The named references that occur in index pages: those that must be written, and what generators add. */
const NAMED = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00a0"],
  ["num", "#"],
  ["plus", "+"],
  ["excl", "!"],
  ["equals", "="],
  ["lowbar", "_"],
  ["sol", "/"],
  ["period", "."],
  ["percnt", "%"],
  ["comma", ","],
  ["semi", ";"],
  ["colon", ":"],
]);

/** Replaces the character references of an HTML attribute; unknown ones stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const printable = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return printable ? String.fromCodePoint(code) : "\ufffd";
  });
}

/** Makes a text safe inside an element or a double-quoted attribute. */
export function encodeEntities(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
