import type { Marker } from "./marker.ts";
import { makeMarker, parseFullMarker } from "./marker-grammar.ts";
import { normalizeName } from "./name.ts";
import type { Requirement } from "./requirement.ts";
import type { Scanner } from "./scanner.ts";
import { describeNext, fail, isAtEnd, peek, take } from "./scanner.ts";
import type { SpecifierSet } from "./specifier.ts";
import { makeSpecifierSet, parseSpecifierSet, SPECIFIER_PATTERN } from "./specifier.ts";

const SPACE = /[ \t]+/y;
const IDENTIFIER = /\b[a-zA-Z0-9][a-zA-Z0-9._-]*\b/y;
const URL = /[^ \t]+/y;
const OPEN_EXTRAS = /\[/y;
const CLOSE_EXTRAS = /\]/y;
const OPEN = /\(/y;
const CLOSE = /\)/y;
const COMMA = /,/y;
const AT = /@/y;
const SEMICOLON = /;/y;
const WILDCARD = /\.\*/y;
const LOCAL = /\+[a-z0-9]+(?:[-_.][a-z0-9]+)*/y;
const SPECIFIER = new RegExp(SPECIFIER_PATTERN, "iy");

/** The grammar of dependency specifiers, as `packaging` 26 reads it. */
export function parseWholeRequirement(scanner: Scanner): Requirement {
  take(scanner, SPACE);
  const writtenName = take(scanner, IDENTIFIER);
  if (writtenName === null) {
    const message = isAtEnd(scanner) ? "the requirement is empty" : `no project name at ${describeNext(scanner)}`;
    fail(message, scanner.position, "a project name");
  }
  take(scanner, SPACE);
  const extras = parseExtras(scanner);
  take(scanner, SPACE);
  const url = parseUrl(scanner);
  const specifiers = url === null ? parseSpecifiers(scanner) : makeSpecifierSet([]);
  const marker = parseOptionalMarker(scanner, url, specifiers);
  const parts = { writtenName, writtenExtras: sortedSet(extras), specifiers, url, marker };
  return {
    ...parts,
    name: normalizeName(writtenName),
    extras: sortedSet(extras.map(normalizeName)),
    canonical: canonicalText(parts),
  };
}

function sortedSet<T extends string>(names: readonly T[]): readonly T[] {
  return names.length < 2 ? names : [...new Set(names)].sort();
}

/** What `str(Requirement(…))` gives. */
export function canonicalText(
  parts: Pick<Requirement, "writtenName" | "writtenExtras" | "specifiers" | "url" | "marker">,
): string {
  const { writtenName, writtenExtras, specifiers, url, marker } = parts;
  const extras = writtenExtras.length === 0 ? "" : `[${writtenExtras.join(",")}]`;
  const location = url === null ? "" : ` @ ${url}${marker === null ? "" : " "}`;
  return writtenName + extras + specifiers.canonical + location + (marker === null ? "" : `; ${marker.canonical}`);
}

function parseExtras(scanner: Scanner): readonly string[] {
  const opened = scanner.position;
  if (take(scanner, OPEN_EXTRAS) === null) return [];
  take(scanner, SPACE);
  const extras: string[] = [];
  let extra = take(scanner, IDENTIFIER);
  while (extra !== null) {
    extras.push(extra);
    take(scanner, SPACE);
    if (take(scanner, COMMA) === null) break;
    take(scanner, SPACE);
    extra = take(scanner, IDENTIFIER);
    if (extra === null) fail(`no extra after the comma, but ${describeNext(scanner)}`, scanner.position, "an extra");
  }
  take(scanner, SPACE);
  if (take(scanner, CLOSE_EXTRAS) === null) {
    const message = `the extras' "[" is not closed, ${describeNext(scanner)} follows`;
    fail(message, isAtEnd(scanner) ? opened : scanner.position, '"," or "]"');
  }
  return extras;
}

function parseUrl(scanner: Scanner): string | null {
  if (take(scanner, AT) === null) return null;
  take(scanner, SPACE);
  return take(scanner, URL) ?? fail('no URL after "@"', scanner.position, "a URL");
}

function parseSpecifiers(scanner: Scanner): SpecifierSet {
  const opened = take(scanner, OPEN) !== null;
  take(scanner, SPACE);
  const start = scanner.position;
  let clause = take(scanner, SPECIFIER);
  while (clause !== null) {
    refuseTail(scanner, clause);
    take(scanner, SPACE);
    if (take(scanner, COMMA) === null) break;
    take(scanner, SPACE);
    clause = take(scanner, SPECIFIER);
  }
  const set = parseSpecifierSet(scanner.text.slice(start, scanner.position));
  if (opened && take(scanner, CLOSE) === null) {
    fail(`the specifier's "(" is not closed, ${describeNext(scanner)} follows`, scanner.position, '")"');
  }
  // Every clause has matched the same pattern, so only an arbitrary text after "===" could be refused: there is none.
  return set.ok ? set.value : fail(set.problems[0]?.message ?? "invalid version specifier", start, null);
}

/** The two mistakes that deserve their own words: `>=2.*` and `>=1.0+local`. */
function refuseTail(scanner: Scanner, clause: string): void {
  if (peek(scanner, WILDCARD) !== null) {
    const message = /^(?:==(?!=)|!=)/.test(clause)
      ? '".*" cannot follow a pre-release, post-release, development or local version'
      : '".*" is only allowed after "==" and "!="';
    fail(message, scanner.position, null);
  }
  if (peek(scanner, LOCAL) !== null) {
    fail('a local version ("+…") is only allowed after "==" and "!="', scanner.position, null);
  }
}

function parseOptionalMarker(scanner: Scanner, url: string | null, specifiers: SpecifierSet): Marker | null {
  const spaced = take(scanner, SPACE) !== null;
  if (isAtEnd(scanner)) return null;
  if ((url === null || spaced) && take(scanner, SEMICOLON) !== null) return makeMarker(parseFullMarker(scanner));
  const operator = peek(scanner, /===|==|!=|~=|<=|>=|<|>/y);
  if (url === null && operator !== null && peek(scanner, SPECIFIER) === null)
    fail(`no version follows "${operator}"`, scanner.position, `"${operator}1.2"`);
  return fail(
    `${describeNext(scanner)} does not belong here`,
    scanner.position,
    expectedHere(scanner, url, specifiers),
  );
}

function expectedHere(scanner: Scanner, url: string | null, specifiers: SpecifierSet): string {
  if (url !== null) return 'the end, or " ;" and a marker';
  if (peek(scanner, /=(?!=)/y) !== null) return '"==" to ask for exactly one version';
  return specifiers.specifiers.length > 0
    ? '"," and another clause, ";" and a marker, or the end'
    : 'a version specifier like >=1.2, ";" and a marker, or the end';
}
