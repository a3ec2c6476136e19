import type { Marker, MarkerEnvironment, MarkerOperand, MarkerOperator, MarkerTree } from "./marker.ts";
import { normalizeName } from "./name.ts";
import { parseSpecifierSet } from "./specifier.ts";
import { specifierSetContains } from "./specifier-match.ts";
import { parseVersion } from "./version.ts";

interface Question {
  readonly environment: MarkerEnvironment;
  /** The one extra that is asked for now, "" for none. */
  readonly extra: string;
  readonly extras: readonly string[];
}

const VERSION_VARIABLES: ReadonlySet<string> = new Set([
  "implementation_version",
  "platform_release",
  "python_full_version",
  "python_version",
]);

/**
 * Whether a marker holds. `extras` are the extras that are asked for: it is enough when the marker holds for one of
 * them, as pip does it. The rules of `packaging` 26: only the four variables that hold versions are compared as
 * versions; a comparison that is not defined (`os_name ~= "x"`) does not hold.
 */
export function evaluateMarker(
  marker: Marker,
  environment: MarkerEnvironment,
  extras: readonly string[] = [],
): boolean {
  const asked = extras.map(normalizeName);
  const each: readonly string[] = asked.length === 0 ? [""] : asked;
  return each.some((extra) => holds(marker.tree, { environment, extra, extras: asked }));
}

/** Whether something with this marker is meant: without a marker it always is. */
export function isMeant(marker: Marker | null, environment: MarkerEnvironment): boolean {
  return marker === null || evaluateMarker(marker, environment);
}

function holds(tree: MarkerTree, question: Question): boolean {
  switch (tree.kind) {
    case "group":
      return holds(tree.inner, question);
    case "and":
      return tree.parts.every((part) => holds(part, question));
    case "or":
      return tree.parts.some((part) => holds(part, question));
    case "comparison":
      return comparisonHolds(tree, question);
  }
}

function comparisonHolds(tree: Extract<MarkerTree, { kind: "comparison" }>, question: Question): boolean {
  const { left, operator, right } = tree;
  const variable = left.kind === "variable" ? left.name : right.kind === "variable" ? right.name : null;
  if (variable === null) return false;
  if (variable === "extras" || variable === "dependency_groups") return isMember(tree, question);
  const asked = answer(variable, question);
  // With a variable on both sides `packaging` takes the right one's name as a text: no one writes that.
  const first = left.kind === "variable" ? asked : left.value;
  const second = left.kind === "variable" ? textOf(right) : asked;
  if (VERSION_VARIABLES.has(variable)) {
    const answered = compareAsVersions(first, operator, second);
    if (answered !== null) return answered;
  }
  return compareAsTexts(first, operator, second);
}

/** `"name" in extras`: only membership is defined on sets. */
function isMember(tree: Extract<MarkerTree, { kind: "comparison" }>, question: Question): boolean {
  if (tree.left.kind !== "text" || tree.right.kind !== "variable") return false;
  const among = tree.right.name === "extras" ? question.extras : [];
  const isIn = among.includes(normalizeName(tree.left.value));
  return tree.operator === "in" ? isIn : tree.operator === "not in" && !isIn;
}

function answer(variable: keyof MarkerEnvironment | "extra", question: Question): string {
  if (variable === "extra") return question.extra;
  const value = question.environment[variable];
  // A Python built from a checkout says `3.13.0+`, which is not a version.
  return variable === "python_full_version" && value.endsWith("+") ? `${value}local` : value;
}

function textOf(operand: MarkerOperand): string {
  return operand.kind === "text" ? operand.value : operand.name;
}

/** Null when the right side with its operator is no specifier: then texts are compared. */
function compareAsVersions(left: string, operator: MarkerOperator, right: string): boolean | null {
  if (right.includes(",")) return null;
  const set = parseSpecifierSet(operator + right);
  if (!set.ok || set.value.specifiers.length !== 1) return null;
  if (operator === "===") return left.toLowerCase() === (set.value.specifiers[0]?.text ?? "").toLowerCase();
  const version = parseVersion(left);
  return version.ok && specifierSetContains(set.value, version.value, { prereleases: true });
}

function compareAsTexts(left: string, operator: MarkerOperator, right: string): boolean {
  switch (operator) {
    case "in":
      return right.includes(left);
    case "not in":
      return !right.includes(left);
    case "==":
    case "<=":
    case ">=":
      return left === right;
    case "!=":
      return left !== right;
    default:
      return false;
  }
}
