/**
 * Runs a build and reads its output as it comes, or only lets it go by: `node tap-child.js read|discard COMMAND…`. Prints the
 * number of events, and the milliseconds of this process's processor time from the start of the build.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { makeLogParser } from "../../src/core/log/parser.ts";

const [mode, program = "", ...rest] = process.argv.slice(2);
const parser = makeLogParser();
const before = process.cpuUsage();
const child = spawn(program, rest, { stdio: ["ignore", "pipe", "inherit"] });
child.stdout.on("data", (chunk: Buffer) => {
  if (mode === "read") parser.push(chunk);
});
await once(child, "close");
const { events, droppedEvents } = parser.end();
const { user, system } = process.cpuUsage(before);
console.log(`${events.length + droppedEvents} ${((user + system) / 1_000).toFixed(1)}`);
