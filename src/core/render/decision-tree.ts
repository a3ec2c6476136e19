import type { DecisionKind, DecisionPattern, DecisionStep, DecisionTree } from "../explain/decision-tree.ts";
import { clip } from "./budget.ts";
import { terminalText } from "./escape.ts";
import { type Line, labelled, paintLines, type Style, wrap } from "./terminal/line.ts";
import type { TextOptions } from "./terminal/problem.ts";

/** One character for each level of the search, as `spk explain` has it. */
const FILL: Readonly<Record<DecisionKind, string>> = { request: ".", try: ".", resolve: ">", blocked: "!" };
const LABEL: Readonly<Record<DecisionKind, string>> = {
  request: "REQUEST",
  try: "TRY",
  resolve: "RESOLVE",
  blocked: "BLOCKED",
};
const STYLE: Readonly<Record<DecisionKind, Style>> = {
  request: "notice",
  try: "warning",
  resolve: "ok",
  blocked: "error",
};

/** From which verbosity on a step is shown. */
const SHOWN_FROM: Readonly<Record<DecisionKind, number>> = { resolve: 0, blocked: 0, request: 1, try: 1 };

const SOURCE: Readonly<Record<DecisionTree["source"], string>> = {
  "resolver-debug": "from the resolver's own words",
  verbose: "from pip's verbose text",
  uv: "from uv's verbose text",
  console: "from what the console shows",
  solver: "of Wheelhouse's own solver",
};

/** Names of patterns in a heading. */
export const PATTERN_TITLE: Readonly<Record<DecisionPattern["kind"], string>> = {
  "not-found": "not found",
  "no-applicable-version": "no applicable version",
  "incompatible-option": "not for this Python or platform",
  "incompatible-dependencies": "incompatible requirements",
  recovered: "recovered",
  revisited: "revisited",
  "several-versions": "several versions",
  yanked: "yanked",
  embedded: "already there",
};

/**
 * The tree as `spk explain` prints it: `{fill × level} {LABEL} text`, then what went wrong and what can be done. Verbosity 0
 * shows what was decided, 1 also requests and candidates that were passed over, 2 who asked and the lines of the log. Safe
 * to print where the Actions runner listens.
 */
export function renderDecisionTree(tree: DecisionTree, options: TextOptions): string {
  return paintLines(decisionLines(tree, options), options.color);
}

/** The same, line by line, to stand in a larger text. */
export function decisionLines(tree: DecisionTree, options: TextOptions): Line[] {
  const width = Math.max(40, options.width);
  return [
    ...headLines(tree),
    ...stepLines(tree, { ...options, width }),
    ...tree.patterns.flatMap((pattern) => [[], ...patternLines(pattern, { ...options, width })]),
  ];
}

/** The steps alone, as plain text without colour. */
export function renderDecisionSteps(tree: DecisionTree, options: Omit<TextOptions, "color">): string {
  return paintLines([...headLines(tree), ...stepLines(tree, { ...options, color: false })], false);
}

function headLines({ source, complete }: DecisionTree): Line[] {
  const reach = complete ? "" : "; incomplete: it does not show every step";
  return [
    [
      ["strong", "decisions"],
      ["dim", `  ${SOURCE[source]}${reach}`],
    ],
  ];
}

function stepLines(tree: DecisionTree, options: TextOptions): Line[] {
  const shown = tree.steps.filter(({ kind }) => SHOWN_FROM[kind] <= options.verbosity);
  return (options.verbosity < 2 ? foldTries(shown) : shown).flatMap((step) => stepRows(step, options));
}

/**
 * Versions that were passed over one after the other for the same reason, as one: `leaf 1.9 to 1.2 (8 versions)`. Also where
 * each needs its own versions of another project (`boto3` of `botocore`).
 */
function foldTries(steps: readonly DecisionStep[]): readonly DecisionStep[] {
  const folded: DecisionStep[] = [];
  for (let index = 0; index < steps.length; index += 1) {
    const first = steps[index];
    if (first === undefined) break;
    const from = index;
    while (isSameTry(first, steps[index + 1])) index += 1;
    const count = index - from + 1;
    const last = steps[index] ?? first;
    if (count === 2) index -= 1;
    folded.push(
      count < 3
        ? first
        : { ...first, text: `${first.text} to ${last.text} (${count} versions)`, reason: joinedReason(first, last) },
    );
  }
  return folded;
}

function isSameTry(one: DecisionStep, other: DecisionStep | undefined): boolean {
  if (one.kind !== "try" || other?.kind !== "try" || one.text === null || other.text === null) return false;
  return one.package === other.package && one.level === other.level && kindOf(one) === kindOf(other);
}

/** `needs botocore<2,>=1.35.9, but aiobotocore 2.13.1 needs …` in its parts; null for another reason. */
function ownNeed({ reason }: DecisionStep): { readonly need: string; readonly rest: string } | null {
  const end = reason?.indexOf(", but ") ?? -1;
  if (reason === null || end === -1 || !reason.startsWith("needs ")) return null;
  return { need: reason.slice("needs ".length, end), rest: reason.slice(end) };
}

/** The reason, without the versions of its own need. */
function kindOf(step: DecisionStep): string {
  const own = ownNeed(step);
  return own === null ? (step.reason ?? "") : `${/^[\w.-]+/.exec(own.need)?.[0] ?? own.need}${own.rest}`;
}

/** `needs botocore<2,>=1.35.9 … botocore<2,>=1.35.0, but …` */
function joinedReason(first: DecisionStep, last: DecisionStep): string | null {
  const [from, to] = [ownNeed(first), ownNeed(last)];
  if (from === null || to === null || from.need === to.need) return first.reason;
  return `needs ${from.need} … ${to.need}${from.rest}`;
}

function stepRows(step: DecisionStep, { width, verbosity }: TextOptions): Line[] {
  const { kind, level, lines } = step;
  const depth = Math.min(level + (kind === "request" ? 0 : 1), 20);
  const fill = FILL[kind].repeat(depth);
  const details = verbosity < 2 ? "" : `${askers(step)}${lines.length > 0 ? `  [${lineNumbers(lines)}]` : ""}`;
  const label = `${fill} ${LABEL[kind]} `;
  const rows = wrap(`${textOf(step)}${details}`, Math.max(20, width - label.length));
  return rows.map((row, index) => [
    [index === 0 ? STYLE[kind] : "plain", index === 0 ? label : " ".repeat(label.length)],
    ["plain", row],
  ]);
}

/** `maya<2020`, `maya 2019.0 - needs …`, `maya: no version fits` */
function textOf({ kind, package: name, text, reason }: DecisionStep): string {
  const subject = kind === "request" ? (text ?? name) : text === null ? name : `${name} ${text}`;
  if (reason === null) return clip(subject, 300);
  return `${clip(subject, 300)}${kind === "blocked" ? ": " : " - "}${clip(reason, 600)}`;
}

function askers({ kind, by }: DecisionStep): string {
  if (kind !== "request") return "";
  return `  (by ${by.length === 0 ? "you" : by.join(", ")})`;
}

const RANGES_TOLD = 6;

/** `line 7`, `lines 7, 9`, `lines 1-40, 52, …` */
function lineNumbers(lines: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last?.[1] === line - 1) last[1] = line;
    else ranges.push([line, line]);
  }
  const told = ranges.slice(0, RANGES_TOLD).map(([first, last]) => sayRange(first, last));
  return `${lines.length === 1 ? "line" : "lines"} ${told.join(", ")}${ranges.length > RANGES_TOLD ? ", …" : ""}`;
}

function sayRange(first: number, last: number): string {
  return first === last ? String(first) : last === first + 1 ? `${first}, ${last}` : `${first}-${last}`;
}

function patternLines(pattern: DecisionPattern, { width, verbosity }: TextOptions): Line[] {
  const { kind, package: name, text, solutions, lines } = pattern;
  const seen = verbosity < 2 || lines.length === 0 ? [] : labelled("seen in", lineNumbers(lines), width);
  return [
    [
      ["strong", terminalText(clip(name, 200))],
      ["plain", `: ${PATTERN_TITLE[kind]}`],
    ],
    ...wrap(clip(text, 1_000), width - 2).map((row): Line => [["plain", `  ${row}`]]),
    ...solutions.flatMap((solution) => labelled("do", clip(solution, 600), width)),
    ...seen,
  ];
}
