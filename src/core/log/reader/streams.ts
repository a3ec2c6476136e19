import { FORMATS } from "../dialect.ts";
import type { LogFormat } from "../event.ts";
import type { EventStore } from "./event-store.ts";
import { makeStreamReader, type StreamReader } from "./stream-reader.ts";

/** Outputs that are read at the same time. BuildKit numbers a few hundred steps at most. */
export const STREAM_LIMIT = 1_000;

export interface Streams {
  /** The reader of lines that belong to none of several outputs. */
  readonly top: StreamReader;
  /** The reader of an output; null for lines that belong to none of several. */
  of(stream: string | null): StreamReader;
  /** Ends all of them. */
  finish(): StreamSummary;
}

export interface StreamSummary {
  /** At least one tool said how it ended, and none is left that began something and did not. */
  readonly complete: boolean;
  readonly unmatched: number;
  /** Of the first tool that says so. */
  readonly version: string | null;
  /** In the order of `FORMATS`. */
  readonly formats: readonly LogFormat[];
}

/** The readers of one log's outputs. When there are too many, the one that has been silent for longest is ended. */
export function makeStreams(store: EventStore): Streams {
  const top = makeStreamReader(null, store);
  const others = new Map<string, StreamReader>();
  const total = makeTotal();
  let last: StreamReader = top;
  let lastKey: string | null = null;

  const find = (key: string): StreamReader => {
    const known = others.get(key);
    const reader = known ?? makeStreamReader(key, store);
    // Set anew, so that the first of the map is always the one used least lately.
    if (known !== undefined) others.delete(key);
    else if (others.size === STREAM_LIMIT) endFirst();
    others.set(key, reader);
    return reader;
  };
  const endFirst = (): void => {
    for (const [key, reader] of others) {
      others.delete(key);
      total.add(reader);
      return;
    }
  };
  return {
    top,
    of(stream) {
      if (stream !== lastKey) {
        lastKey = stream;
        last = stream === null ? top : find(stream);
      }
      return last;
    },
    finish() {
      for (const reader of [top, ...others.values()]) total.add(reader);
      return total.sum();
    },
  };
}

function makeTotal() {
  const formats = new Set<LogFormat>();
  let version: string | null = null;
  let unmatched = 0;
  let open = false;
  let ended = false;
  return {
    add(reader: StreamReader): void {
      reader.finish();
      const { progress } = reader;
      for (const format of progress.formats()) formats.add(format);
      version ??= progress.version();
      unmatched += reader.unmatched;
      const hasEnded = progress.hasEnded() && !reader.cut;
      ended ||= hasEnded;
      open ||= (progress.hasBegun() || reader.cut) && !hasEnded;
    },
    sum: (): StreamSummary => ({
      complete: ended && !open,
      unmatched,
      version,
      formats: FORMATS.filter((format) => formats.has(format)),
    }),
  };
}
