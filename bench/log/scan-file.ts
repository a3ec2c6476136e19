/** The limit: newlines found and nothing else. Prints how many. */
import { openSync, readSync } from "node:fs";

const file = openSync(process.argv[2] ?? "", "r");
const buffer = Buffer.allocUnsafe(256 * 1024);
let lines = 0;
for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
  const chunk = buffer.subarray(0, length);
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
}
console.log(String(lines));
