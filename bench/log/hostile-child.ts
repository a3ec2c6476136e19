/** Times the parser on one hostile log: `node hostile-child.js NAME`. Prints lines, events and milliseconds. */
import { makeLogParser } from "../../src/core/log/parser.ts";
import { HOSTILE } from "./hostile-logs.ts";

const found = HOSTILE.find(({ name }) => name === process.argv[2]);
if (found === undefined) throw new Error(`no such log: ${process.argv[2]}`);
const { piece, times, last } = found;
const parser = makeLogParser();
const began = performance.now();
for (let count = 0; count < times; count += 1) parser.push(piece);
parser.push(Buffer.from(last));
const { lines, events, droppedEvents } = parser.end();
console.log(`${lines} ${events.length + droppedEvents} ${(performance.now() - began).toFixed(1)}`);
