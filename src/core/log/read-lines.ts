import { makeLayers } from "./layers.ts";
import { type LogLine, readLine } from "./line.ts";
import { makeLineSplitter, type RawLine } from "./split-lines.ts";
import { withoutEscapes } from "./terminal.ts";

/**
 * Every line of a piece of a log, without envelopes, colours and drafts: for what looks at the text of a build's output
 * rather than at an installer's messages. Numbers and offsets count from the beginning of the piece.
 */
export function readLines(bytes: Uint8Array): readonly LogLine[] {
  const splitter = makeLineSplitter();
  const layers = makeLayers();
  const lines: LogLine[] = [];
  const sink = (raw: RawLine): void => {
    const line = withoutEscapes(raw);
    let from = layers.peel(line);
    while (layers.learn(line, from)) from = layers.peel(line);
    lines.push(readLine(line, from, layers.time()));
  };
  splitter.push(bytes, sink);
  splitter.end(sink);
  return lines;
}
