import { UNFOLDERS } from "../envelopes/index.ts";
import { makeLayers } from "./layers.ts";
import { type LogLine, readLine } from "./line.ts";
import type { RawLine } from "./raw-line.ts";
import { makeLineSplitter } from "./split-lines.ts";
import { withoutEscapes } from "./terminal.ts";

/**
 * Every line of a piece of a log, without envelopes, colours and drafts: for what looks at the text of a build's output
 * rather than at an installer's messages. Numbers and offsets count from the beginning of the piece.
 *
 * @param stream only lines of this one of several interleaved outputs, whose last line ends the piece; `undefined` for all.
 * Where lines are folded into JSON the streams are numbered from the beginning of the log: there the last line tells which
 * one is meant.
 */
export function readLines(bytes: Uint8Array, stream?: string): readonly LogLine[] {
  const read = readAll(bytes);
  if (stream === undefined) return read.map(({ line }) => line);
  const last = read.findLast((item) => item.isFolded && item.stream !== null);
  const wanted = last === undefined ? stream : last.stream;
  const kept = read.filter((item) => item.stream === wanted);
  return (kept.length === 0 ? read : kept).map(({ line }) => line);
}

interface StreamLine {
  readonly line: LogLine;
  readonly stream: string | null;
  /** It was in a line of JSON. */
  readonly isFolded: boolean;
}

function readAll(bytes: Uint8Array): readonly StreamLine[] {
  const splitter = makeLineSplitter();
  const layers = makeLayers();
  const unfolders = UNFOLDERS.map((make) => make());
  const lines: StreamLine[] = [];
  const sink = (raw: RawLine): void => {
    const line = withoutEscapes(raw);
    let from = layers.peel(line);
    while (layers.learn(line, from)) from = layers.peel(line);
    const unfolder = unfolders.find((item) => item.recognises(line.bytes, from, line.to));
    const pieces = unfolder?.unfold(line.bytes, from, line.to);
    if (pieces === undefined) {
      lines.push({ line: readLine(line, from, layers.time()), stream: layers.stream(), isFolded: false });
      return;
    }
    for (const { stream, text, at } of pieces) {
      const inner = Buffer.from(text);
      const piece = withoutEscapes({ ...line, bytes: inner, from: 0, to: inner.length, plain: false });
      lines.push({ line: readLine(piece, 0, at), stream, isFolded: true });
    }
  };
  splitter.push(bytes, sink);
  splitter.end(sink);
  return lines;
}
