import type { EventBody, EventKind, LogEvent } from "../event.ts";
import { type LinePlace, type LogLine, spanOf } from "./line.ts";

/** Events kept. A log can print a million of them; a report cannot use them. */
export const EVENT_LIMIT = 20_000;
/** Of the limit, what each kind has to itself when the others have filled it. */
const SHARE = 0.1;

/** Characters that events of long lines may keep, all together. */
const LONG_TEXT_LIMIT = 16 * 1024 * 1024;

export interface EventStore {
  /**
   * @param first the line that it begins in, with its time
   * @param isLong whether it was read from lines so long that its texts have to be copied
   */
  add(body: EventBody, first: LogLine, last: LinePlace, stream: string | null, isLong: boolean): void;
  /** Whether no more events of the kind are kept. */
  isFull(kind: EventKind): boolean;
  /** Counts an event that is not kept. */
  drop(): void;
  /** Those kept since it was asked last, in the order in which they were complete. */
  fresh(): readonly LogEvent[];
  /** All that are kept, in the order of their first lines. */
  all(): readonly LogEvent[];
  readonly dropped: number;
}

/**
 * Keeps the first events and counts the rest. Every kind has a share to itself, so that a million warnings neither fill the
 * memory nor hide the error at the end.
 */
export function makeEventStore(limit: number): EventStore {
  const events: LogEvent[] = [];
  const counts = new Map<EventKind, number>();
  let taken = 0;
  let longText = 0;
  let dropped = 0;
  let ordered = true;

  const share = Math.ceil(limit * SHARE);
  const isFull = (kind: EventKind): boolean => events.length >= limit && (counts.get(kind) ?? 0) >= share;
  /** Null when the texts of long lines have filled their share. */
  const ownCopy = (body: EventBody): EventBody | null => {
    const text = JSON.stringify(body);
    longText += text.length;
    return longText > LONG_TEXT_LIMIT ? null : copyOf(text);
  };
  return {
    add(body, first, last, stream, isLong) {
      const own = isFull(body.kind) ? null : isLong ? ownCopy(body) : body;
      if (own === null) {
        dropped += 1;
        return;
      }
      counts.set(own.kind, (counts.get(own.kind) ?? 0) + 1);
      ordered &&= (events.at(-1)?.span.bytes[0] ?? 0) <= first.start;
      const placed = { ...own, span: spanOf(first, last), at: first.at };
      events.push(stream === null ? placed : { ...placed, stream });
    },
    isFull,
    drop() {
      dropped += 1;
    },
    fresh() {
      const fresh = events.slice(taken);
      taken = events.length;
      return fresh;
    },
    // Blocks of interleaved outputs end out of order. Stable: what one line gave keeps its order.
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
