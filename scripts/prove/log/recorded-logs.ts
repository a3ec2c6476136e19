import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const LOGS = join(import.meta.dirname, "../../../test/fixtures/logs");

/** Every recorded log of every tool. */
export function recordedLogs(): readonly { readonly name: string; readonly input: Buffer }[] {
  return readdirSync(LOGS)
    .flatMap((tool) => readdirSync(join(LOGS, tool)).map((name) => `${tool}/${name}`))
    .filter((name) => existsSync(join(LOGS, name, "input.log")))
    .sort()
    .map((name) => ({ name, input: readFileSync(join(LOGS, name, "input.log")) }));
}
