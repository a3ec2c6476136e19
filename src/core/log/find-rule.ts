import type { LogLine } from "./line.ts";
import type { LogContext, LogRule, RuleResult } from "./rule.ts";
import { RULES } from "./rules/index.ts";

/** A literal beginning and the rule that has it. */
interface Start {
  readonly rule: LogRule;
  readonly text: string;
  /** Its second character, so that most are passed over without a call; -1 when it has none. */
  readonly second: number;
}

/** Asks the rules whose literal beginning stands in the line, in their order. */
export function findRule(line: LogLine, context: LogContext): RuleResult {
  const { message } = line;
  const second = message.charCodeAt(1);
  for (const start of STARTS.get(message.charCodeAt(0)) ?? OPEN_STARTS) {
    if (start.second !== second && start.second !== -1) continue;
    if (!message.startsWith(start.text) || !isFor(start, line)) continue;
    const result = start.rule.read(line, context);
    if (result !== null) return result;
  }
  return null;
}

function isFor({ rule, text: start }: Start, line: LogLine): boolean {
  if (rule.level === "top" && line.indent > 0) return false;
  if (rule.labels !== undefined && !rule.labels.includes(line.label)) return false;
  return start !== "" || rule.contains === undefined || rule.contains.some((text) => line.message.includes(text));
}

/**
 * Whether some rule could read a line, told by its bytes: `false` is certain, and such a line is never decoded.
 *
 * @param from offset of the first byte behind the indentation
 * @param head the two bytes there, see `headOf`
 */
export function mayMatch(bytes: Buffer, from: number, to: number, indent: number, head: number): boolean {
  const starts = BYTES_BY_HEAD[head];
  if (starts !== undefined) {
    for (const start of starts) {
      if ((indent === 0 || !start.top) && standsAt(start.bytes, bytes, from, to)) return true;
    }
  }
  return indent === 0 && goesOn(bytes, from, to);
}

function standsAt(text: Uint8Array, bytes: Buffer, from: number, to: number): boolean {
  if (to - from < text.length) return false;
  for (let index = 1; index < text.length; index += 1) if (bytes[from + index] !== text[index]) return false;
  return true;
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

const ALL_STARTS: readonly Start[] = RULES.flatMap((rule) =>
  rule.starts.map((text) => ({ rule, text, second: text.length > 1 ? text.charCodeAt(1) : -1 })),
);

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

interface ByteStart {
  readonly bytes: Uint8Array;
  /** Only without indentation. */
  readonly top: boolean;
}

/** By the first two bytes. */
const BYTES_BY_HEAD: readonly (readonly ByteStart[] | undefined)[] = groupByHead([
  { bytes: Buffer.from("ERROR: "), top: false },
  { bytes: Buffer.from("WARNING: "), top: false },
  ...ALL_STARTS.filter(({ text }) => text !== "").map(({ rule, text }) => ({
    bytes: Buffer.from(text),
    top: rule.level === "top",
  })),
]);

function groupByHead(starts: readonly ByteStart[]): readonly (readonly ByteStart[] | undefined)[] {
  const groups: (ByteStart[] | undefined)[] = new Array(65_536).fill(undefined);
  for (const start of starts) {
    const [first = 0, second] = start.bytes;
    const seconds = second === undefined ? Array.from({ length: 256 }, (_, byte) => byte) : [second];
    for (const head of seconds.map((byte) => first * 256 + byte)) groups[head] = [...(groups[head] ?? []), start];
  }
  return groups;
}
