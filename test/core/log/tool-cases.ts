import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LogParse } from "../../../src/core/log/event.ts";

const LOGS = join(import.meta.dirname, "../../fixtures/logs");

/** What `meta.json` says of a log that a tool other than pip wrote. */
export interface ToolMeta {
  readonly tool: string;
  readonly version: string;
  readonly command: readonly string[];
  /** The user's files, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly resolved: boolean;
  readonly exitCode: number | null;
  readonly codes: readonly string[];
}

export interface ToolCase {
  readonly name: string;
  readonly meta: ToolMeta;
  readonly input: Buffer;
  path(file: string): string;
}

/** Every folder of `test/fixtures/logs/<tool>`. */
export function toolCases(tool: string): readonly ToolCase[] {
  return readdirSync(join(LOGS, tool))
    .sort()
    .map((name) => toolCase(tool, name));
}

export function toolCase(tool: string, name: string): ToolCase {
  const path = (file: string): string => join(LOGS, tool, name, file);
  const meta = JSON.parse(readFileSync(path("meta.json"), "utf8")) as ToolMeta;
  return { name, meta, input: readFileSync(path("input.log")), path };
}

/** One event a line, so that a difference shows which. */
export function printParse({ events, ...rest }: LogParse): string {
  const rows = events.map((event) => `    ${JSON.stringify(event)}`).join(",\n");
  return `{\n  "log": ${JSON.stringify(rest)},\n  "events": [\n${rows}\n  ]\n}\n`;
}
