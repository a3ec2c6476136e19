import type { Span } from "../event.ts";

/** A log that may be longer than memory: the parts of it that matter are at hand. */
export interface LogText {
  /** The bytes of the span, or as much of its end as is at hand: they end where the span ends. Empty when nothing is. */
  read(span: Span): Uint8Array;
}

/** A log that is in memory as a whole. */
export function wholeText(bytes: Uint8Array): LogText {
  return { read: ({ bytes: [from, to] }) => bytes.subarray(from, to) };
}

/** A part of a log: `bytes` end at the offset `end`. */
export interface LogPart {
  readonly end: number;
  readonly bytes: Uint8Array;
}

/** A log of which only these parts were read. */
export function partsText(parts: readonly LogPart[]): LogText {
  return {
    read({ bytes: [from, to] }) {
      const part = parts.find(({ end, bytes }) => to <= end && to > end - bytes.length);
      if (part === undefined) return new Uint8Array();
      const start = part.end - part.bytes.length;
      return part.bytes.subarray(Math.max(0, from - start), to - start);
    },
  };
}
