/**
 * `npm run rows`: the rows of docs/reliability-rows.json (cases that the product must survive), each with the tests that
 * carry its id ("A1: …") and their results out of `tmp/results/*.json`. Fails when a row has no test, or none that passed.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readResults } from "./ci/results.ts";

const RESULTS = "tmp/results";

interface Row {
  readonly id: string;
  readonly case: string;
}

function main(): void {
  const rows = JSON.parse(readFileSync("docs/reliability-rows.json", "utf8")) as readonly Row[];
  const files = existsSync(RESULTS) ? readdirSync(RESULTS).filter((name) => name.endsWith(".json")) : [];
  const tests = files.flatMap((name) => readResults(`${RESULTS}/${name}`) ?? []);
  let missing = 0;
  for (const row of rows) {
    const own = tests.filter(({ title }) => title.startsWith(`${row.id}:`));
    const result = own.length === 0 ? "NO TEST" : own.every(({ status }) => status === "passed") ? "passed" : "FAILED";
    if (result !== "passed") missing += 1;
    console.log(`${row.id.padEnd(4)} ${result.padEnd(8)} ${row.case}`);
    for (const { title, status } of own) console.log(`       ${status === "passed" ? "✓" : "✗"} ${title}`);
  }
  console.log(`rows: ${rows.length - missing} of ${rows.length} shown`);
  if (files.length === 0)
    console.error("No results yet: run `npm test`, then `npm run layers` for the layers above it.");
  process.exitCode = missing > 0 ? 1 : 0;
}

main();
