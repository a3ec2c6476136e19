import { parseRequirement } from "../pep/requirement.ts";

/**
 * How a text stands in its file, quotation marks excluded where there are some. `none`: in a form that is not written
 * here, e.g. a command inside of a JSON string.
 */
export type Quoting =
  | "line"
  | "toml-basic"
  | "toml-literal"
  | "poetry-version"
  | "yaml-plain"
  | "yaml-single"
  | "yaml-double"
  | "json"
  | "shell"
  | "shell-single"
  | "shell-double"
  | "none";

/** The text as it has to be written there; null when it cannot stand there. */
export function quoteFor(quoting: Quoting, text: string): string | null {
  return WRITERS[quoting](text);
}

/** TOML's basic strings, JSON's and YAML's double-quoted ones share these escapes. */
function escapeDouble(text: string): string {
  return text.replace(/["\\]/g, "\\$&").replace(CONTROLS, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

const CONTROLS = /[\0-\x1f\x7f-\x9f\u2028\u2029]/g;

function unlessContains(pattern: RegExp): (text: string) => string | null {
  return (text) => (pattern.test(text) ? null : text);
}

/** A plain scalar ends at ": " and " #", and must not begin with an indicator (YAML 1.2.2, 7.3.3); "," counts in `[…]`. */
const NOT_PLAIN = /[\0-\x1f\x7f-\x9f\u2028\u2029]|^$|^[\s\-?:,[\]{}#&*!|>'"%@`]|\s$|:(?:\s|$)|\s#/;

const WRITERS: Readonly<Record<Quoting, (text: string) => string | null>> = {
  /** Line ends as `str.splitlines` knows them; a comment; a continuation. */
  line: unlessContains(/[\0\n\v\f\r\x1c-\x1e\x85\u2028\u2029]|(?:^|\s)#|\\$/),
  "toml-basic": escapeDouble,
  "toml-literal": unlessContains(/['\0-\x08\x0a-\x1f\x7f]/),
  "poetry-version": versionOnly,
  "yaml-plain": unlessContains(NOT_PLAIN),
  "yaml-single": (text) => unlessContains(/[\0-\x1f\x7f-\x9f\u2028\u2029]/)(text)?.replaceAll("'", "''") ?? null,
  "yaml-double": escapeDouble,
  json: escapeDouble,
  shell: (text) => (/[\0-\x1f]/.test(text) ? null : quoteBare(text)),
  "shell-single": unlessContains(/['\0-\x1f]/),
  "shell-double": (text) => (/[\0-\x1f]/.test(text) ? null : text.replace(/["\\$`]/g, "\\$&")),
  none: () => null,
};

/** Bare when no shell reads anything into it, else in double quotation marks. */
function quoteBare(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `"${text.replace(/["\\$`]/g, "\\$&")}"`;
}

/** Poetry keeps the name in the key; its value may be clauses of PEP 440, but neither marker nor extras. */
function versionOnly(text: string): string | null {
  const read = parseRequirement(text);
  if (!read.ok || read.value.url !== null || read.value.marker !== null || read.value.extras.length > 0) return null;
  const clauses = read.value.specifiers.specifiers.map(({ operator, text: version }) => operator + version);
  return clauses.length === 0 ? "*" : escapeDouble(clauses.join(","));
}
