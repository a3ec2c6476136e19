/** `node:readline` and the same patterns as the Python analyser. Prints counts. */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

const ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g;
const PATTERNS = [
  /^Collecting ([A-Za-z0-9._-]+)/,
  /^\s*(Downloading|Using cached) (\S+)/,
  /^Requirement already satisfied: (\S+)/,
  /^\s*(Building|Created) wheel for (\S+)/,
  /^(Successfully|ERROR:) ?(.*)/,
];

let lines = 0;
let found = 0;
for await (const line of createInterface({ input: createReadStream(process.argv[2] ?? "") })) {
  lines += 1;
  const text = line.replace(ANSI, "").trimEnd();
  if (PATTERNS.some((pattern) => pattern.test(text))) found += 1;
}
console.log(`${lines} ${found}`);
