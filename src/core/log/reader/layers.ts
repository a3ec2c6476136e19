import type { Envelope } from "../envelopes/envelope.ts";
import { skipByteOrderMark } from "../envelopes/gh-run-view.ts";
import { ENVELOPES } from "../envelopes/index.ts";
import { isDigit, standsAt } from "../envelopes/match.ts";
import type { LogFormat } from "../event.ts";
import type { RawLine } from "./raw-line.ts";

/** The envelopes of one log: which it has, and what they say of the line peeled last. */
export interface Layers {
  /** Takes the known envelopes off; gives the offset of the text behind them. */
  peel(line: RawLine): number;
  /**
   * Looks for envelopes not seen before; true when there was one, and the line is to be peeled anew. Not for lines inside
   * of a build's output: a build that prints `#9 1.0 Successfully installed x` must not make a stream of its own.
   *
   * @param from offset behind the known ones
   */
  learn(line: RawLine, from: number): boolean;
  /** Which of several interleaved outputs the line belongs to; null when nothing says so. */
  stream(): string | null;
  /** The time on the innermost stamp, in milliseconds. */
  time(): number | null;
  /** What the envelopes seen so far tell. */
  formats(): readonly LogFormat[];
}

interface Layer {
  readonly envelope: Envelope;
  /** The key of the last line that had one: lines of a stream come in rows. */
  key: string;
  keyBytes: Buffer;
}

export function makeLayers(): Layers {
  const known: Layer[] = [];
  let key: string | null = null;
  /** The log begins here, or what was announced does. */
  let isOpening = true;
  const stamp: Stamp = { envelope: null, bytes: Buffer.alloc(0), from: 0, end: 0 };

  const look = (line: RawLine, from: number): boolean => {
    const found = ENVELOPES.find(
      (envelope) =>
        (isOpening || envelope.begins === "anywhere") &&
        known.every((layer) => layer.envelope !== envelope) &&
        envelope.end(line.bytes, from, line.to) !== -1,
    );
    // What stands behind a new envelope is as much at its beginning.
    isOpening = (found !== undefined && isOpening) || isAnnouncement(line, from);
    if (found === undefined) return false;
    known.push({ envelope: found, key: "", keyBytes: Buffer.alloc(0) });
    known.sort((a, b) => ENVELOPES.indexOf(a.envelope) - ENVELOPES.indexOf(b.envelope));
    return true;
  };
  return {
    peel(line) {
      let at = line.bytes[line.from] === 0xef ? skipByteOrderMark(line.bytes, line.from) : line.from;
      key = null;
      stamp.envelope = null;
      for (const layer of known) {
        const end = layer.envelope.end(line.bytes, at, line.to);
        if (end === -1) continue;
        if (layer.envelope.keyEnd !== undefined) key = joinKeys(key, readKey(layer, line.bytes, at, end));
        if (layer.envelope.time !== undefined) noteStamp(stamp, layer.envelope, line.bytes, at, end);
        at = end;
      }
      return at;
    },
    learn(line, from) {
      if (from >= line.to) return false;
      const byte = line.bytes[from] ?? 0;
      if (isOpening || isDigit(byte) || byte === HASH) return look(line, from);
      isOpening = ANNOUNCING[byte] === true && isAnnouncement(line, from);
      return false;
    },
    stream: () => key,
    time: () => stamp.envelope?.time?.(stamp.bytes, stamp.from, stamp.end) ?? null,
    formats: () => known.flatMap(({ envelope }) => envelope.format ?? []),
  };
}

const HASH = 0x23;

const ANNOUNCEMENTS = ENVELOPES.flatMap(({ announcement }) =>
  announcement === undefined ? [] : [Buffer.from(announcement)],
);

/** What announcements begin with. */
const ANNOUNCING: readonly boolean[] = Array.from({ length: 256 }, (_, byte) =>
  ANNOUNCEMENTS.some((text) => text[0] === byte),
);

function isAnnouncement({ bytes, to }: RawLine, from: number): boolean {
  for (const text of ANNOUNCEMENTS) if (standsAt(text, bytes, from, to)) return true;
  return false;
}

interface Stamp {
  envelope: Envelope | null;
  bytes: Buffer;
  from: number;
  end: number;
}

function noteStamp(stamp: Stamp, envelope: Envelope, bytes: Buffer, from: number, end: number): void {
  stamp.envelope = envelope;
  stamp.bytes = bytes;
  stamp.from = from;
  stamp.end = end;
}

/** Decoded only when it differs from that of the line before. */
function readKey(layer: Layer, bytes: Buffer, from: number, prefixEnd: number): string {
  const end = layer.envelope.keyEnd?.(bytes, from, prefixEnd) ?? from;
  const { keyBytes } = layer;
  let same = keyBytes.length === end - from;
  for (let index = 0; same && index < keyBytes.length; index += 1) same = keyBytes[index] === bytes[from + index];
  if (!same) {
    layer.keyBytes = Buffer.from(bytes.subarray(from, end));
    layer.key = layer.keyBytes.toString();
  }
  return layer.key;
}

function joinKeys(outer: string | null, inner: string): string {
  return outer === null ? inner : `${outer} ${inner}`;
}
