import { FORMATS } from "./dialect.ts";
import type { Piece, Unfolder } from "./envelopes/envelope.ts";
import { UNFOLDERS } from "./envelopes/index.ts";
import type { LogEvent, LogFormat, LogParse } from "./event.ts";
import { EVENT_LIMIT, makeEventStore } from "./reader/event-store.ts";
import { makeLayers } from "./reader/layers.ts";
import { wordsOf } from "./reader/printable.ts";
import type { RawLine } from "./reader/raw-line.ts";
import { makeLineSplitter } from "./reader/split-lines.ts";
import { makeStreams } from "./reader/streams.ts";
import { withoutEscapes } from "./reader/terminal.ts";

export interface LogParserOptions {
  /** Events that are kept; default `EVENT_LIMIT`. The rest is counted. */
  readonly eventLimit?: number;
}

export interface LogParser {
  /** Takes the next bytes, cut anywhere; returns the kept events that are complete now. Never throws. */
  push(chunk: Uint8Array): readonly LogEvent[];
  /** Call once, after the last chunk. */
  end(): LogParse;
}

/**
 * Reads a log as it comes, whatever tools wrote it and whatever stands before their lines.
 *
 * Memory is bound by one line, `eventLimit` events with a share for each kind, and `STREAM_LIMIT` interleaved outputs.
 * The same bytes give the same events however they are cut, and so do time stamps, colours and line ends that are added
 * around the same text.
 */
export function makeLogParser(options: LogParserOptions = {}): LogParser {
  const splitter = makeLineSplitter();
  const reader = makeLogReader(options.eventLimit ?? EVENT_LIMIT);
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

/** Sends each line to the reader of its output. */
function makeLogReader(eventLimit: number) {
  const store = makeEventStore(eventLimit);
  const layers = makeLayers();
  const streams = makeStreams(store);
  const unfold = makeUnfolding();
  let endsWhole = true;

  const readPieces = (pieces: readonly Piece[], line: RawLine): void => {
    for (const { stream, text, at } of pieces) {
      const bytes = Buffer.from(text);
      const piece = withoutEscapes({ ...line, bytes, memory: wordsOf(bytes), from: 0, to: bytes.length, plain: false });
      streams.of(stream).read(piece, 0, { time: () => at });
    }
  };
  let last: RawLine | null = null;
  return {
    read(raw: RawLine): void {
      endsWhole = raw.whole;
      const line = withoutEscapes(raw);
      let from = layers.peel(line);
      let stream = streams.top.takesStreams() ? streams.top : streams.of(layers.stream());
      while (!stream.isInside() && layers.learn(line, from)) {
        from = layers.peel(line);
        stream = streams.of(layers.stream());
      }
      const pieces = unfold.read(line, from, stream.isInside());
      if (pieces === null) stream.read(line, from, layers);
      else {
        readPieces(pieces, line);
        last = { ...line };
      }
    },
    fresh: store.fresh,
    finish(lines: number): LogParse {
      if (last !== null) readPieces(unfold.end(), last);
      const { complete, unmatched, version, formats } = streams.finish();
      const told = new Set<LogFormat>([...formats, ...layers.formats(), ...unfold.formats()]);
      const ordered = FORMATS.filter((format) => told.has(format));
      return {
        format: ordered[0] ?? "unknown",
        formats: ordered,
        toolVersion: version,
        events: store.all(),
        droppedEvents: store.dropped,
        complete: endsWhole && complete,
        unmatchedLines: unmatched,
        lines,
      };
    },
  };
}

const BRACE = 0x7b;

/** The first unfolder that recognises a line has the rest of them. */
function makeUnfolding() {
  const candidates = UNFOLDERS.map((make) => make());
  let chosen: Unfolder | null = null;
  return {
    /** Null when the line is none to unfold; a build's output can begin none. */
    read({ bytes, to }: RawLine, from: number, isInside: boolean): readonly Piece[] | null {
      if (bytes[from] !== BRACE || from >= to || (isInside && chosen === null)) return null;
      const fitting = chosen === null ? candidates : [chosen];
      const found = fitting.find((unfolder) => unfolder.recognises(bytes, from, to));
      if (found === undefined) return null;
      chosen = found;
      return found.unfold(bytes, from, to);
    },
    end: (): readonly Piece[] => chosen?.end() ?? [],
    formats: (): readonly LogFormat[] => (chosen === null ? [] : [chosen.format]),
  };
}
