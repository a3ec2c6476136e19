import type { Marker, MarkerOperand, MarkerOperator, MarkerTree } from "./marker.ts";
import { normalizeName } from "./name.ts";
import { pythonStringValue } from "./python-string.ts";
import type { Scanner } from "./scanner.ts";
import { describeNext, fail, isAtEnd, peek, take } from "./scanner.ts";

const SPACE = /[ \t]+/y;
const OPEN = /\(/y;
const CLOSE = /\)/y;
const AND = /\band\b/y;
const OR = /\bor\b/y;
const NOT_IN = /\bnot[ \t]+in\b/y;
const OPERATOR = /===|==|~=|!=|<=|>=|<|>|\bin\b/y;
const QUOTED = /'[^']*'|"[^"]*"/y;
const VARIABLE =
  /\b(?:python_version|python_full_version|os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)|python_implementation|implementation_(?:name|version)|extras?|dependency_groups)\b/y;

/** Deeper parentheses are refused: Python's own parser gives up on them too. */
const DEEPEST = 100;

/** Reads one marker from here to the end of the text; fails by way of `scan`. */
export function parseFullMarker(scanner: Scanner): MarkerTree {
  const tree = parseOr(scanner, 0);
  if (!isAtEnd(scanner)) {
    fail(`unexpected ${describeNext(scanner)} after the marker`, scanner.position, '"and", "or" or the end');
  }
  return tree.kind === "group" ? tree.inner : tree;
}

export function makeMarker(tree: MarkerTree): Marker {
  return { tree, canonical: markerCanonical(tree) };
}

export function markerCanonical(tree: MarkerTree): string {
  if (tree.kind === "group") return `(${markerCanonical(tree.inner)})`;
  if (tree.kind !== "comparison") return tree.parts.map(markerCanonical).join(` ${tree.kind} `);
  return `${operandText(tree.left)} ${tree.operator} ${operandText(tree.right)}`;
}

function parseOr(scanner: Scanner, depth: number): MarkerTree {
  return parseChain(scanner, OR, "or", () => parseChain(scanner, AND, "and", () => parseAtom(scanner, depth)));
}

function parseChain(scanner: Scanner, separator: RegExp, kind: "and" | "or", parsePart: () => MarkerTree): MarkerTree {
  const first = parsePart();
  const parts = [first];
  while (take(scanner, separator) !== null) parts.push(parsePart());
  return parts.length === 1 ? first : { kind, parts };
}

function parseAtom(scanner: Scanner, depth: number): MarkerTree {
  take(scanner, SPACE);
  const opened = scanner.position;
  if (take(scanner, OPEN) === null) return parseComparison(scanner);
  if (depth >= DEEPEST) fail("the marker is nested too deeply", opened, null);
  const inner = parseOr(scanner, depth + 1);
  if (take(scanner, CLOSE) === null) {
    const message = `the marker's "(" is not closed, ${describeNext(scanner)} follows`;
    fail(message, isAtEnd(scanner) ? opened : scanner.position, '")"');
  }
  take(scanner, SPACE);
  return inner.kind === "comparison" || inner.kind === "group" ? inner : { kind: "group", inner };
}

function parseComparison(scanner: Scanner): MarkerTree {
  const left = parseOperand(scanner);
  const operator = parseOperator(scanner);
  const right = parseOperand(scanner);
  return { kind: "comparison", ...withNormalizedExtras(left, right), operator };
}

function parseOperator(scanner: Scanner): MarkerOperator {
  take(scanner, SPACE);
  if (take(scanner, NOT_IN) !== null) return "not in";
  const operator = take(scanner, OPERATOR);
  if (operator === null) {
    fail(
      `${describeNext(scanner)} is not an operator of markers`,
      scanner.position,
      "one of <=, <, !=, ==, >=, >, ~=, ===, in, not in",
    );
  }
  return operator as MarkerOperator;
}

function parseOperand(scanner: Scanner): MarkerOperand {
  take(scanner, SPACE);
  const start = scanner.position;
  const quoted = take(scanner, QUOTED);
  const variable = quoted === null ? take(scanner, VARIABLE) : null;
  take(scanner, SPACE);
  if (variable !== null) return { kind: "variable", name: variableName(variable) };
  if (quoted === null) {
    const unclosed = peek(scanner, /["']/y) !== null;
    const message = unclosed ? "the quotation mark is not closed" : `${describeNext(scanner)} is not a marker variable`;
    fail(message, scanner.position, "a variable like python_version, or a text in quotes");
  }
  const value = pythonStringValue(quoted.slice(1, -1));
  if (value === null) fail("the text in quotes is not a valid Python string", start, null);
  return { kind: "text", value };
}

function variableName(written: string): Extract<MarkerOperand, { kind: "variable" }>["name"] {
  const name = written.replace(".", "_");
  const current = name === "python_implementation" ? "platform_python_implementation" : name;
  return current as Extract<MarkerOperand, { kind: "variable" }>["name"];
}

/** PEP 685: what is compared with an extra is compared in its normal form. */
function withNormalizedExtras(
  left: MarkerOperand,
  right: MarkerOperand,
): { readonly left: MarkerOperand; readonly right: MarkerOperand } {
  const isExtra = left.kind === "variable" && left.name === "extra";
  const namesExtras = right.kind === "variable" && ["extra", "extras", "dependency_groups"].includes(right.name);
  return { left: namesExtras ? inNormalForm(left) : left, right: isExtra ? inNormalForm(right) : right };
}

function inNormalForm(operand: MarkerOperand): MarkerOperand {
  return operand.kind === "text" ? { kind: "text", value: normalizeName(operand.value) } : operand;
}

function operandText(operand: MarkerOperand): string {
  if (operand.kind === "variable") return operand.name;
  return operand.value.includes('"') ? `'${operand.value}'` : `"${operand.value}"`;
}
