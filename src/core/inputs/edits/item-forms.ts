import type { Quoting } from "../quoting.ts";

/** The text around a requirement, and where in it the requirement stands, without its quotation marks. */
export interface ItemSite {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a format asks for when an item goes, or when several come in its place. */
interface ItemForm {
  /** The stretch that goes with the item; null when it cannot go alone. */
  readonly whole: (site: ItemSite, mark: string) => readonly [start: number, end: number] | null;
  /** What stands between two items, quotation marks left out. */
  readonly between: (site: ItemSite) => string;
}

const LINE: ItemForm = {
  whole: ({ start, end }) => [start, end],
  between: ({ text }) => (text.includes("\r\n") ? "\r\n" : "\n"),
};

/** TOML's lists may end with a comma, so only the one behind the item goes. */
const LIST: ItemForm = {
  whole: ({ text, start, end }, mark) => {
    const comma = /^[ \t]*,[ \t]*/.exec(text.slice(end + mark.length))?.[0].length ?? 0;
    return [start - mark.length, end + mark.length + comma];
  },
  between: () => ", ",
};

/** A block sequence: the dash goes along. A flow sequence is a list. */
const YAML: ItemForm = {
  whole: (site, mark) => {
    const dash = dashBefore(site, mark);
    return dash === null ? LIST.whole(site, mark) : [site.start - mark.length - dash.length, site.end + mark.length];
  },
  between: (site) => {
    const line = site.text.slice(site.text.lastIndexOf("\n", site.start - 1) + 1, site.start);
    const indent = /^([ \t]*(?:- )*?)(-[ \t]+)["']?$/.exec(line);
    return indent === null ? ", " : `${LINE.between(site)}${(indent[1] ?? "").replaceAll("-", " ")}${indent[2]}`;
  },
};

function dashBefore({ text, start }: ItemSite, mark: string): string | null {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start - mark.length);
  return /^[ \t]*(-[ \t]+)$/.exec(line)?.[1] ?? null;
}

/** A word of a command and the space before it. */
const WORD: ItemForm = {
  whole: ({ text, start, end }, mark) => {
    const space =
      /[ \t]*$/.exec(text.slice(Math.max(0, start - mark.length - 200), start - mark.length))?.[0].length ?? 0;
    return [start - mark.length - space, end + mark.length];
  },
  between: () => " ",
};

const FORMS: Partial<Record<Quoting, ItemForm>> = {
  line: LINE,
  "toml-basic": LIST,
  "toml-literal": LIST,
  "yaml-plain": YAML,
  "yaml-single": YAML,
  "yaml-double": YAML,
  shell: WORD,
  "shell-single": WORD,
  "shell-double": WORD,
};

const MARKS: Partial<Record<Quoting, string>> = {
  "toml-basic": '"',
  "toml-literal": "'",
  "yaml-single": "'",
  "yaml-double": '"',
  "shell-single": "'",
  "shell-double": '"',
};

/** The quotation mark around an item: three signs for TOML's strings of several lines. */
function markOf(quoting: Quoting, { text, start }: ItemSite): string {
  const mark = MARKS[quoting] ?? "";
  const long = quoting.startsWith("toml") && text.slice(0, start).trimEnd().endsWith(mark.repeat(3));
  return long ? mark.repeat(3) : mark;
}

/** The stretch that goes when an item is taken out; null when its format cannot do without it. */
export function stretchOf(quoting: Quoting, site: ItemSite): readonly [start: number, end: number] | null {
  const mark = markOf(quoting, site);
  // A line end may stand behind the three marks that open a string: such an item is left to a person.
  if (!site.text.startsWith(mark, site.start - mark.length)) return null;
  return FORMS[quoting]?.whole(site, mark) ?? null;
}

/** What joins several items that come in the place of one; null when its format has room for one only. */
export function joinerOf(quoting: Quoting, site: ItemSite): string | null {
  const mark = markOf(quoting, site);
  const between = FORMS[quoting]?.between(site);
  return between === undefined ? null : mark + between + mark;
}
