/**
 * Records logs of real pips and a real uv that refuse what is asked of small random indexes, with index and question:
 * `node scripts/record-refusals.ts [count] [seed]` writes test/fixtures/refusals.json. In full: npm run prove -- log-explanations.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Refusal } from "../test/rig/explain/judge-log.ts";
import { refusals } from "../test/rig/explain/refusals.ts";

const [count = "40", seed = "1"] = process.argv.slice(2);
const found: Refusal[] = [];
for await (const refusal of refusals(Number(count), Number(seed))) found.push(refusal);
const file = fileURLToPath(new URL("../test/fixtures/refusals.json", import.meta.url));
writeFileSync(file, `[\n${found.map((refusal) => JSON.stringify(refusal)).join(",\n")}\n]\n`);
