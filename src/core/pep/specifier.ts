import type { Parsed, Problem } from "../problem.ts";
import { parsed, problemAt } from "../problem.ts";
import { PYTHON_SPACE, strip, stripRange } from "./python-text.ts";
import type { Version } from "./version.ts";
import { LOCAL_PATTERN, parseVersion, VERSION_SUFFIX_PATTERN } from "./version.ts";

export { specifierSetContains } from "./specifier-match.ts";

export type SpecifierOperator = "===" | "==" | "!=" | "~=" | "<=" | ">=" | "<" | ">";

/** One clause of a version specifier, e.g. `>=1.2`. */
export interface Specifier {
  readonly operator: SpecifierOperator;
  /** What follows the operator, as it was written: `1.2`, `1.*`, or any text after `===`. */
  readonly text: string;
  /** The version without `.*`; null for `===`, which compares texts. */
  readonly version: Version | null;
  /** Written with `.*`: compares prefixes. */
  readonly wildcard: boolean;
}

/** Clauses that all have to hold; an empty list accepts everything. */
export interface SpecifierSet {
  readonly specifiers: readonly Specifier[];
  /** The clauses sorted and without repetitions, as the `packaging` library prints them: `!=1.5,<2,>=1`. */
  readonly canonical: string;
}

const SPACES = `[${PYTHON_SPACE}]*`;
const RELEASE = "v?(?:[0-9]+!)?[0-9]+";

/** One clause (PEP 440, "Version specifiers"), without anchors and without groups; to be used with the flag `i`. */
export const SPECIFIER_PATTERN =
  `(?:===${SPACES}[^${PYTHON_SPACE};)]*` +
  `|(?:==|!=)${SPACES}${RELEASE}(?:\\.[0-9]+)*(?:\\.\\*|${VERSION_SUFFIX_PATTERN}(?:${LOCAL_PATTERN})?)` +
  `|~=${SPACES}${RELEASE}(?:\\.[0-9]+)+${VERSION_SUFFIX_PATTERN}` +
  `|(?:<=|>=|<|>)${SPACES}${RELEASE}(?:\\.[0-9]+)*${VERSION_SUFFIX_PATTERN})`;

const SPECIFIER = new RegExp(`^${SPECIFIER_PATTERN}$`, "i");
const OPERATORS: readonly SpecifierOperator[] = ["===", "==", "!=", "~=", "<=", ">=", "<", ">"];

/** Reads clauses separated by commas; every clause that is none is a problem at its own column. */
export function parseSpecifierSet(text: string): Parsed<SpecifierSet> {
  const specifiers: Specifier[] = [];
  const problems: Problem[] = [];
  let from = 0;
  for (const piece of text.split(",")) {
    const [start, end] = stripRange(text, from, from + piece.length);
    from += piece.length + 1;
    if (start === end) continue;
    const specifier = toSpecifier(text.slice(start, end));
    if (specifier === null) problems.push(clauseProblem(text, start, end));
    else specifiers.push(specifier);
  }
  return problems.length > 0 ? { ok: false, problems } : parsed(makeSpecifierSet(specifiers));
}

/** Of clauses that mean the same, like `==1.0` and `==v1`, only the first one is printed. */
export function makeSpecifierSet(specifiers: readonly Specifier[]): SpecifierSet {
  const [only] = specifiers;
  if (only === undefined || specifiers.length === 1)
    return { specifiers, canonical: only === undefined ? "" : textOf(only) };
  const sorted = specifiers.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  const texts = new Map<string, string>();
  for (const specifier of sorted) {
    const meaning = meaningOf(specifier);
    if (!texts.has(meaning)) texts.set(meaning, textOf(specifier));
  }
  return { specifiers, canonical: [...texts.values()].join(",") };
}

/** The clauses in the order in which somebody wrote them. */
export function clausesAsWritten({ specifiers }: SpecifierSet): string {
  return specifiers.map(textOf).join(",");
}

function textOf({ operator, text }: Specifier): string {
  return operator + text;
}

/** The clause with its version in normal form and without zeros at its end, which count for `~=` only. */
function meaningOf(specifier: Specifier): string {
  const { operator, version, wildcard } = specifier;
  if (version === null || wildcard) return textOf(specifier);
  const { normalized } = version;
  return (
    operator +
    (operator === "~=" ? normalized : normalized.replace(/^((?:\d+!)?\d+(?:\.\d+)*?)(?:\.0)+(?![.\d])/, "$1"))
  );
}

function toSpecifier(clause: string): Specifier | null {
  const operator = OPERATORS.find((candidate) => clause.startsWith(candidate));
  if (operator === undefined || !SPECIFIER.test(clause)) return null;
  const text = strip(clause.slice(operator.length));
  if (operator === "===") return { operator, text, version: null, wildcard: false };
  const wildcard = text.endsWith(".*");
  const version = parseVersion(wildcard ? text.slice(0, -2) : text);
  return version.ok ? { operator, text, version: version.value, wildcard } : null;
}

function clauseProblem(text: string, start: number, end: number): Problem {
  const clause = text.slice(start, end);
  const expected = /^=[^=]/.test(clause) ? `"=${clause}"` : "an operator and a version, like >=1.2 or ==1.*";
  return problemAt(text, start, "invalid-specifier", `${JSON.stringify(clause)} is not a version specifier`, expected);
}
