/** Feeds the parser megabytes of a generated log that is never stored: `node feed-parser.js MEGABYTES`. Prints counts. */
import { keepYoungGenerationSmall } from "../../src/adapters/node/young-generation.ts";
import { makeLogParser } from "../../src/core/log/parser.ts";
import { makeMix } from "./mix.ts";

const CHUNK = 256 * 1024;

keepYoungGenerationSmall();

const { piece } = makeMix(43);
const times = Math.ceil((Number(process.argv[2]) * 1_000_000) / piece.length);
const parser = makeLogParser();
for (let count = 0; count < times; count += 1) {
  for (let from = 0; from < piece.length; from += CHUNK) parser.push(piece.subarray(from, from + CHUNK));
}
const { lines, events, droppedEvents } = parser.end();
console.log(`${lines} ${events.length + droppedEvents}`);
