import { standsAt } from "../envelopes/match.ts";
import type { LogContext, LogRule, RuleResult } from "../rule.ts";
import { RULES } from "../rules/index.ts";
import type { LogLine } from "./line.ts";

/** A literal beginning and what its rule says, in one shape for all rules: the engine reads it without looking up. */
interface Start {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Second character, so that most are passed over without a call; -1 when it has none. */
  readonly second: number;
  readonly deepest: number;
  readonly labels: LogRule["labels"] | null;
  /** Texts to be looked for; null when the beginning says enough. */
  readonly contains: readonly string[] | null;
  readonly rule: LogRule;
}

/** Asks the rules whose literal beginning stands in the line, in their order. */
export function findRule(line: LogLine, context: LogContext): RuleResult {
  const { message, indent, label } = line;
  const second = message.charCodeAt(1);
  for (const start of STARTS.get(message.charCodeAt(0)) ?? OPEN_STARTS) {
    if ((start.second !== second && start.second !== -1) || indent > start.deepest) continue;
    if (!message.startsWith(start.text) || (start.labels !== null && !start.labels?.includes(label))) continue;
    if (start.contains !== null && !start.contains.some((text) => message.includes(text))) continue;
    const result = start.rule.read(line, context);
    if (result !== null) return result;
  }
  return null;
}

/**
 * What is to be expected of a line, told by its bytes before they are decoded.
 *
 * @param from offset of the first byte behind the indentation
 * @param head the two bytes there, see `headOf`
 * @returns the rule, when one beginning stands there that only it has; null when no rule can read the line, which is
 *   certain; undefined when the rules have to be asked
 */
export function expectRule(
  bytes: Buffer,
  from: number,
  to: number,
  indent: number,
  head: number,
): LogRule | null | undefined {
  let found: LogRule | null = null;
  for (const start of startsOf(head, bytes[from + 2] ?? 0)) {
    if (indent > start.deepest || !standsAt(start.bytes, bytes, from, to)) continue;
    if (found !== null || start.labels !== null) return undefined;
    found = start.rule;
  }
  return indent === 0 && goesOn(bytes, from, to) ? undefined : found;
}

/** Whether one of the texts that rules look for stands behind the first words. */
function goesOn(bytes: Buffer, from: number, to: number): boolean {
  let at = from;
  for (let words = 0; words < WORDS_BEFORE; words += 1) {
    while (at < to && bytes[at] !== SPACE) at += 1;
    if (at >= to) return false;
    for (const text of BEHIND_WORDS[bytes[at + 1] ?? 0] ?? NONE) if (standsAt(text, bytes, at, to)) return true;
    at += 1;
  }
  return false;
}

const SPACE = 0x20;
/** A name and a version. */
const WORDS_BEFORE = 2;
const NONE: readonly Buffer[] = [];

const ALL_STARTS: readonly Start[] = RULES.flatMap((rule) => rule.starts.map((text) => toStart(rule, text)));

function toStart(rule: LogRule, text: string): Start {
  const bytes = Buffer.from(text);
  return {
    text,
    bytes,
    second: text.length > 1 ? text.charCodeAt(1) : -1,
    deepest: rule.level === "top" ? 0 : (rule.deepest ?? Number.POSITIVE_INFINITY),
    labels: rule.labels ?? null,
    contains: text === "" ? (rule.contains ?? null) : null,
    rule,
  };
}

/** Of rules that read any beginning: lines with a label, or with some text inside. */
const OPEN_STARTS: readonly Start[] = ALL_STARTS.filter(({ text }) => text === "");

/** By first character, in the order of the rules. */
const STARTS: ReadonlyMap<number, readonly Start[]> = new Map(
  [...new Set(ALL_STARTS.map(({ text }) => text.charCodeAt(0)))].map((first) => [
    first,
    ALL_STARTS.filter(({ text }) => text === "" || text.charCodeAt(0) === first),
  ]),
);

/** By the byte behind the space that they begin with. */
const BEHIND_WORDS: readonly (readonly Buffer[] | undefined)[] = groupByByte(
  RULES.flatMap((rule) => (rule.contains ?? []).map((text) => Buffer.from(text))),
);

function groupByByte(texts: readonly Buffer[]): readonly (readonly Buffer[] | undefined)[] {
  return Array.from({ length: 256 }, (_, byte) => {
    const fitting = texts.filter((text) => text[1] === byte);
    return fitting.length === 0 ? undefined : fitting;
  });
}

/** Stands for some rule: whose line it is, the text behind a label says. */
const LABELLED: LogRule = {
  name: "labelled",
  examples: [],
  starts: ["ERROR: ", "WARNING: "],
  labels: ["ERROR", "WARNING"],
  level: "any",
  read: () => null,
};

const NO_STARTS: readonly Start[] = [];

type ByByte = readonly (readonly Start[] | undefined)[];

/** By the first two bytes. */
const STARTS_BY_HEAD: readonly (readonly Start[] | undefined)[] = groupByHead([
  ...LABELLED.starts.map((text) => toStart(LABELLED, text)),
  ...ALL_STARTS.filter(({ text }) => text !== ""),
]);

/** The same by the third byte too, so that a line meets one or two; made for the heads that turn up. */
const STARTS_BY_THIRD: (ByByte | undefined)[] = new Array(65_536).fill(undefined);

function startsOf(head: number, third: number): readonly Start[] {
  const starts = STARTS_BY_HEAD[head];
  if (starts === undefined) return NO_STARTS;
  let thirds = STARTS_BY_THIRD[head];
  if (thirds === undefined) {
    thirds = groupByThird(starts);
    STARTS_BY_THIRD[head] = thirds;
  }
  return thirds[third] ?? NO_STARTS;
}

function groupByHead(starts: readonly Start[]): readonly (readonly Start[] | undefined)[] {
  const groups: (Start[] | undefined)[] = new Array(65_536).fill(undefined);
  for (const start of starts) {
    const [first = 0, second] = start.bytes;
    const seconds = second === undefined ? Array.from({ length: 256 }, (_, byte) => byte) : [second];
    for (const head of seconds.map((byte) => first * 256 + byte)) groups[head] = [...(groups[head] ?? []), start];
  }
  return groups;
}

function groupByThird(starts: readonly Start[]): ByByte {
  return Array.from({ length: 256 }, (_, third) => {
    const fitting = starts.filter(({ bytes }) => (bytes[2] ?? third) === third);
    return fitting.length === 0 ? undefined : fitting;
  });
}
