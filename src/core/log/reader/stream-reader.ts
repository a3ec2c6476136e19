import type { EventBody } from "../event.ts";
import { type Block, isBlock } from "../rule.ts";
import type { EventStore } from "./event-store.ts";
import { expectRule, findRule } from "./find-rule.ts";
import type { Layers } from "./layers.ts";
import { type LinePlace, type LogLine, readLine } from "./line.ts";
import { makeProgress, NAMING, type Progress } from "./progress.ts";
import type { RawLine } from "./raw-line.ts";
import { makeSkippedLine } from "./skipped-line.ts";

const SPACE = 0x20;
const TAB = 0x09;
const LAST_CONTROL = 0x1f;
const FIRST_HIGH = 0x80;
/** Texts of longer lines are copied when an event keeps a piece of them. */
const LONG_LINE = 1_024;

/** Reads the lines of one output: the whole log, or one of several that interleave in it. */
export interface StreamReader {
  /** @param from offset behind the envelopes */
  read(line: RawLine, from: number, clock: Clock): void;
  /** Whether a message of several lines is being read, a build's output above all. */
  isInside(): boolean;
  /** Whether that message has lines of other outputs in it. */
  takesStreams(): boolean;
  /** No line will follow. */
  finish(): void;
  readonly progress: Progress;
  /** Lines outside of any build's output that no rule knows. */
  readonly unmatched: number;
  /** Whether the log ended inside of a step's output; known after `finish`. */
  readonly cut: boolean;
}

export type Clock = Pick<Layers, "time">;

interface OpenBlock {
  readonly block: Block;
  readonly first: LogLine;
  /** The last line that it took. */
  readonly last: { -readonly [K in keyof LinePlace]: LinePlace[K] };
  isLong: boolean;
}

export function makeStreamReader(stream: string | null, store: EventStore): StreamReader {
  const progress = makeProgress();
  const skipped = makeSkippedLine();
  let open: OpenBlock | null = null;
  let unmatched = 0;
  let cut = false;

  const emit = (body: EventBody, first: LogLine, last: LinePlace, isLong: boolean): void => {
    progress.observe(body);
    store.add(body, first, last, stream, isLong);
  };
  const close = (atEnd: boolean): void => {
    if (open === null) return;
    const { block, first, last, isLong } = open;
    open = null;
    const body = block.close(atEnd);
    if (body !== null) emit(body, first, last, isLong);
  };
  const readOutside = (line: LogLine, isLong: boolean): void => {
    if (line.text === "") return;
    recall();
    progress.enter(line);
    const result = findRule(line, progress.context);
    if (result === null) unmatched += 1;
    else if (result === "known") return;
    else if (isBlock(result)) open = { block: result, first: line, last: { ...line }, isLong };
    else emit(result, line, line, isLong);
  };
  /** Whether the line is settled by its bytes alone. */
  const passes = (line: RawLine, from: number, text: number): boolean => {
    const first = line.bytes[text] ?? 0;
    const head = first * 256 + (text + 1 < line.to ? (line.bytes[text + 1] ?? 0) : 0);
    if (open !== null) {
      const { passing } = open.block;
      if (passing === undefined || !passing.passes(text - from, head)) return false;
      passing.pass(line);
      move(open.last, line);
      return true;
    }
    if (mayBeBlank(first)) return false;
    const rule = expectRule(line.bytes, text, line.to, text - from, head);
    if (rule === null) unmatched += 1;
    else if (rule?.kind === undefined || !store.isFull(rule.kind)) return false;
    else {
      store.drop();
      progress.glance(rule.kind);
      if (NAMING.has(rule.kind)) skipped.keep(line, from);
    }
    return true;
  };
  /** Lets the context know of the last line that was counted and not read, before a rule asks for it. */
  const recall = (): void => {
    const line = skipped.take();
    const result = line === null ? null : findRule(line, progress.context);
    if (result !== null && result !== "known" && !isBlock(result)) progress.observe(result);
  };
  return {
    progress,
    read(line, from, clock) {
      let text = from;
      while (text < line.to && line.bytes[text] === SPACE) text += 1;
      if (text === line.to && open === null) return;
      if (line.plain && text < line.to && passes(line, from, text)) return;
      const read = readLine(line, from, clock.time());
      const isLong = line.to - from > LONG_LINE;
      if (open !== null) {
        if (open.block.take(read)) {
          move(open.last, read);
          open.isLong ||= isLong;
          return;
        }
        close(false);
      }
      readOutside(read, isLong);
    },
    isInside: () => open !== null,
    takesStreams: () => open?.block.takesStreams === true,
    finish() {
      cut = open !== null && progress.context.step !== null;
      close(true);
    },
    get unmatched() {
      return unmatched;
    },
    get cut() {
      return cut;
    },
  };
}

/** Tabs and Unicode's white space begin blank lines too, and what begins with a high byte may be a drawing. */
function mayBeBlank(first: number): boolean {
  return first <= LAST_CONTROL ? first >= TAB : first >= FIRST_HIGH;
}

function move(place: OpenBlock["last"], line: LinePlace): void {
  place.number = line.number;
  place.start = line.start;
  place.end = line.end;
}
