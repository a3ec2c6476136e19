/** Reads a log with our parser and prints how many lines and events it has: `node parse-file.js FILE`, `-` for stdin. */
import { openSync, readSync } from "node:fs";
import { keepYoungGenerationSmall } from "../../src/adapters/node/young-generation.ts";
import { makeLogParser } from "../../src/core/log/parser.ts";

const CHUNK = 256 * 1024;

keepYoungGenerationSmall();

const [path = "-"] = process.argv.slice(2);
const file = path === "-" ? 0 : openSync(path, "r");
const buffer = Buffer.allocUnsafe(CHUNK);
const parser = makeLogParser();
for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
  parser.push(buffer.subarray(0, length));
}
const { lines, events, droppedEvents } = parser.end();
console.log(`${lines} ${events.length + droppedEvents}`);
