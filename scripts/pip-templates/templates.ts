import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A text that pip may print, with what the log reader makes of it. */
export interface PipTemplate {
  /** How pip's source holds it: `log`, `raise`, `assign`, `diag`, `write_output`, … */
  readonly kind: string;
  /** The level, the exception, the variable or the part of the box. */
  readonly level: string;
  /** The first and the last release that holds it, as far as releases were examined. */
  readonly first: string;
  readonly last: string;
  /** With its placeholders: `%s`, or the expression of an f-string in braces. */
  readonly template: string;
  readonly where: string;
  readonly verdict: Verdict;
  /** Lines in which pip prints it; empty for what is ignored. */
  readonly example: string;
}

/** Either the kind of the event, or a key of `REASONS`. */
export type Verdict =
  | { readonly is: "event"; readonly kind: string }
  | { readonly is: "ignored"; readonly reason: IgnoredReason };

/** Why a message is no event. */
export const REASONS = {
  announcement: "says what pip is about to do; what comes of it is an event of its own",
  detail: "pip's own working, printed with -v, -vv or --log only; nothing in a report follows from it",
  command:
    "output of a command that neither installs nor checks: cache, config, debug, freeze, hash, help, list, search, show",
  name: "`pip index versions` prints name and newest version in a form that nothing tells from other lines; the next line has the versions",
  part: "a piece of a message; the whole of it is another row",
  internal: "not printed by itself: how an object shows itself to pip's developers, or an error that pip catches",
  advice: "general advice below a message; reports give remedies of their own, for the packages at hand",
  repeated: "says nothing that the lines before have not said",
  noise: "said of files and pages that belong to no candidate",
  unreliable: "not to be believed: the check behind it never finds a candidate (pip 25.3 and newer)",
  mark: "a prefix or a mark for pip's own console, which the reader takes off",
} as const;

export type IgnoredReason = keyof typeof REASONS;

const FILE = join(import.meta.dirname, "templates.tsv");

/** The table, one row for each template and place. Throws for a row that is none: it is ours. */
export function readTemplates(): readonly PipTemplate[] {
  const [, ...lines] = readFileSync(FILE, "utf8").trimEnd().split("\n");
  return lines.map((line, index) => readRow(line.split("\t").map(unescapeCell), index + 2));
}

function readRow(cells: readonly string[], line: number): PipTemplate {
  const [kind, level, first, last, template, where, verdict, example] = cells;
  if (
    kind === undefined ||
    level === undefined ||
    first === undefined ||
    last === undefined ||
    template === undefined ||
    where === undefined ||
    verdict === undefined ||
    example === undefined
  ) {
    throw new Error(`templates.tsv:${line}: ${cells.length} columns, expected 8`);
  }
  return { kind, level, first, last, template, where, verdict: readVerdict(verdict, line), example };
}

function readVerdict(text: string, line: number): Verdict {
  const [is, what = ""] = text.split(":");
  if (is === "event" && what !== "") return { is, kind: what };
  if (is === "ignored" && isReason(what)) return { is, reason: what };
  throw new Error(`templates.tsv:${line}: "${text}" is no verdict: event:<kind> or ignored:<reason>`);
}

function isReason(text: string): text is IgnoredReason {
  return Object.hasOwn(REASONS, text);
}

const ESCAPED: Readonly<Record<string, string>> = { "\\n": "\n", "\\t": "\t", "\\\\": "\\" };

function unescapeCell(cell: string): string {
  return cell.replace(/\\[nt\\]/g, (escaped) => ESCAPED[escaped] ?? escaped);
}

/**
 * The fixed words of a template, with `\0` for what pip fills in: two releases often differ only in how they write the
 * same text down (`%s`, `str.format`, f-string).
 */
export function wordsOf(template: string): string {
  const holes = dropBraces(template).replace(/%\(?[a-z]*\)?[srd]/g, "\0");
  return holes.replace(/\s+/g, " ").replace(/\0+/g, "\0").trim();
}

/** Braces may be nested: an expression of an f-string can hold a dictionary. */
function dropBraces(template: string): string {
  let depth = 0;
  let text = "";
  for (const character of template) {
    if (character === "{") {
      depth += 1;
      if (depth === 1) text += "\0";
    } else if (character === "}") depth = Math.max(0, depth - 1);
    else if (depth === 0) text += character;
  }
  return text;
}
