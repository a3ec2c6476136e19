import { decodeEntities } from "./html-entities.ts";

export interface StartTag {
  /** Lower case. */
  readonly name: string;
  /** Names in lower case, values decoded; the first of two equal names counts, as in browsers. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Of its `<`, in UTF-16 code units. */
  readonly offset: number;
}

/** Elements whose content is text up to their own end tag. */
const RAW_TEXT = new Set(["script", "style", "textarea", "title"]);

const TAG_NAME = /[a-zA-Z][^\s/>]*/y;
const ATTRIBUTE = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)?))?/y;

/**
 * The start tags of an HTML text whose names are asked for, in order. Tolerant as browsers are: nothing in the text is
 * an error, an unclosed tag or comment ends with the text. Time is linear in its length.
 */
export function* startTags(text: string, names: ReadonlySet<string>): Generator<StartTag> {
  let at = text.indexOf("<");
  while (at !== -1) {
    if (text.startsWith("<!--", at)) {
      at = skipPast(text, "-->", at + 4);
    } else {
      TAG_NAME.lastIndex = at + 1;
      const name = TAG_NAME.exec(text)?.[0].toLowerCase();
      if (name === undefined) {
        at += 1;
      } else {
        const tag = readAttributes(text, at + 1 + name.length);
        if (names.has(name)) yield { name, attributes: tag.attributes, offset: at };
        at = RAW_TEXT.has(name) ? endOfRawText(text, name, tag.end) : tag.end;
      }
    }
    at = text.indexOf("<", at);
  }
}

function readAttributes(text: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  let at = from;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(text);
    if (match?.[1] === undefined) break;
    const name = match[1].toLowerCase();
    if (!attributes.has(name)) attributes.set(name, decodeEntities(match[2] ?? match[3] ?? match[4] ?? ""));
    at = ATTRIBUTE.lastIndex;
  }
  return { attributes, end: skipPast(text, ">", at) };
}

function skipPast(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found === -1 ? text.length : found + end.length;
}

function endOfRawText(text: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[\\s/>]`, "gi");
  end.lastIndex = from;
  const match = end.exec(text);
  return match === null ? text.length : match.index;
}
