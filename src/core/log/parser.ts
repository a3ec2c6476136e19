import type { LogEvent, LogParse } from "./event.ts";
import { type LogLine, readLine, spanOf } from "./line.ts";
import { makeProgress, type Progress } from "./progress.ts";
import { type Block, isBlock } from "./rule.ts";
import { findRule } from "./rules/index.ts";
import { makeLineSplitter, type RawLine } from "./split-lines.ts";

/** Events kept in the result. A log can print a million of them; a report cannot use them. */
export const EVENT_LIMIT = 50_000;

export interface LogParserOptions {
  /** Kept in `LogParse.events`; default `EVENT_LIMIT`. `push` returns all of them in any case. */
  readonly eventLimit?: number;
}

export interface LogParser {
  /** Takes the next bytes, cut anywhere; returns the events that are complete now. Never throws. */
  push(chunk: Uint8Array): readonly LogEvent[];
  /** Call once, after the last chunk. */
  end(): LogParse;
}

/**
 * Reads a log of pip as it comes: console text (pip 21.3 and newer, most messages from 20.3) or the file of `--log`.
 *
 * Memory is bound by one line of 64 KiB and `eventLimit` events. The same bytes give the same events however they are
 * cut, and so do time stamps, colours and line ends that are added around the same text.
 */
export function makeLogParser(options: LogParserOptions = {}): LogParser {
  const splitter = makeLineSplitter();
  const reader = makeEventReader(options.eventLimit ?? EVENT_LIMIT);
  return {
    push(chunk) {
      splitter.push(chunk, reader.read);
      return reader.fresh();
    },
    end() {
      splitter.end(reader.read);
      return reader.finish(splitter.lines);
    },
  };
}

/** Reads a whole log. @see makeLogParser */
export function parseLog(bytes: Uint8Array, options: LogParserOptions = {}): LogParse {
  const parser = makeLogParser(options);
  parser.push(bytes);
  return parser.end();
}

interface OpenBlock {
  readonly block: Block;
  readonly first: LogLine;
  last: LogLine;
}

function makeEventReader(eventLimit: number) {
  const events: LogEvent[] = [];
  const progress: Progress = makeProgress();
  let recent: LogEvent[] = [];
  let dropped = 0;
  let unmatched = 0;
  let endsWhole = true;
  let open: OpenBlock | null = null;

  const emit = (event: LogEvent): void => {
    progress.observe(event);
    recent.push(event);
    if (events.length < eventLimit) events.push(event);
    else dropped += 1;
  };
  const close = (cut: boolean): void => {
    if (open === null) return;
    const { block, first, last } = open;
    open = null;
    const body = block.close(cut);
    if (body !== null) emit({ ...body, span: spanOf(first, last), at: first.at });
  };
  const readOutside = (line: LogLine): void => {
    if (line.text === "") return;
    progress.enter(line);
    const result = findRule(line, progress.context());
    if (result === null) unmatched += 1;
    else if (result === "known") return;
    else if (isBlock(result)) open = { block: result, first: line, last: line };
    else emit({ ...result, span: spanOf(line, line), at: line.at });
  };
  return {
    read(raw: RawLine): void {
      const line = readLine(raw);
      endsWhole = raw.whole;
      if (open !== null) {
        if (open.block.take(line)) {
          open.last = line;
          return;
        }
        close(false);
      }
      readOutside(line);
    },
    fresh(): readonly LogEvent[] {
      const taken = recent;
      recent = [];
      return taken;
    },
    finish(lines: number): LogParse {
      const cut = open !== null && progress.context().step !== null;
      close(true);
      return {
        format: progress.formats()[0] ?? "unknown",
        formats: progress.formats(),
        toolVersion: progress.version(),
        events,
        droppedEvents: dropped,
        complete: endsWhole && !cut && progress.hasEnded(),
        unmatchedLines: unmatched,
        lines,
      };
    },
  };
}
