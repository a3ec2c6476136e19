import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";
import type { Environment } from "./environment.ts";

/** The files through which a step talks to the runner. */
export type FileCommand = "GITHUB_OUTPUT" | "GITHUB_STATE" | "GITHUB_ENV";

/**
 * Appends `name` and `value` to one of the runner's files. The delimiter is random, so that no value can end its own
 * entry and begin another. Without the file (outside of a runner) nothing happens.
 */
export function appendEntry(environment: Environment, file: FileCommand, name: string, value: string): void {
  const path = environment[file];
  if (path === undefined || path === "") return;
  appendFileSync(path, formatEntry(name, value, `ghadelimiter_${randomBytes(16).toString("hex")}`), "utf8");
}

/** Throws when the delimiter stands in the name or the value: with 128 random bits that is a bug, not bad luck. */
export function formatEntry(name: string, value: string, delimiter: string): string {
  if (name.includes(delimiter) || value.includes(delimiter)) throw new Error("the delimiter occurs in the entry");
  if (/[\r\n]|<<|=/.test(name)) throw new Error("the name of an entry has a line break, << or = in it");
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
