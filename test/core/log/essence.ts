import type { LogParse } from "../../../src/core/log/event.ts";

/** A parse without offsets in bytes and without times: what must survive another envelope or encoding. */
export function essenceOf(parse: LogParse): unknown {
  const plain = parse.events.map((event) => {
    const { at: _, span, ...body } = event;
    return { ...body, lines: span.lines, ...("output" in body ? { output: body.output?.lines } : {}) };
  });
  return { ...parse, events: plain };
}
