import type { EventBody, EventKind, LogEvent, Span } from "./event.ts";

/** Events kept of each kind. A log can print a million of them; a report cannot use them. */
export const EVENT_LIMIT = 10_000;

/** Characters that events of long lines may keep, all together. */
const LONG_TEXT_LIMIT = 16 * 1024 * 1024;

export interface EventStore {
  /** @param isLong whether it was read from lines beyond `LONG_LINE` */
  add(body: EventBody, place: Placed, isLong: boolean): void;
  /** Those kept since it was asked last, in the order in which they were complete. */
  fresh(): readonly LogEvent[];
  /** All that are kept, in the order of their first lines. */
  all(): readonly LogEvent[];
  readonly dropped: number;
}

export interface Placed {
  readonly span: Span;
  readonly at: number | null;
  readonly stream: string | null;
}

/**
 * Keeps the first events of each kind and counts the rest, so that a million warnings neither fill the memory nor hide the
 * error at the end.
 */
export function makeEventStore(limit: number): EventStore {
  const events: LogEvent[] = [];
  const counts = new Map<EventKind, number>();
  let taken = 0;
  let longText = 0;
  let dropped = 0;
  let ordered = true;

  const keeps = (body: EventBody): boolean => {
    const count = (counts.get(body.kind) ?? 0) + 1;
    counts.set(body.kind, count);
    return count <= limit;
  };
  return {
    add(body, { span, at, stream }, isLong) {
      if (!keeps(body)) {
        dropped += 1;
        return;
      }
      let own = body;
      if (isLong) {
        const text = JSON.stringify(body);
        longText += text.length;
        if (longText > LONG_TEXT_LIMIT) {
          dropped += 1;
          return;
        }
        own = copyOf(text);
      }
      const last = events.at(-1);
      if (last !== undefined && last.span.bytes[0] > span.bytes[0]) ordered = false;
      events.push(stream === null ? { ...own, span, at } : { ...own, span, at, stream });
    },
    fresh() {
      const fresh = events.slice(taken);
      taken = events.length;
      return fresh;
    },
    // Blocks of interleaved outputs end out of order. Stable: lines in one line keep theirs.
    all: () => (ordered ? events : [...events].sort((a, b) => a.span.bytes[0] - b.span.bytes[0])),
    get dropped() {
      return dropped;
    },
  };
}

/** An engine keeps a cut string as a view of the whole: a name of ten characters would hold a line of 64 KiB. */
function copyOf(text: string): EventBody {
  return JSON.parse(text);
}
