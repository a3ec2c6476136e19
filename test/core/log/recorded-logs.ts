import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export const LOGS = join(import.meta.dirname, "../../fixtures/logs");

export interface RecordedLog {
  /** `decisions/revisited-26.3-vv` */
  readonly name: string;
  readonly folder: string;
  readonly input: Buffer;
}

/** Every recorded log below a folder of the fixtures. */
export function recordedLogs(below = ""): readonly RecordedLog[] {
  const root = join(LOGS, below);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "input.log")
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { name: relative(LOGS, dirname(path)), folder: dirname(path), input: readFileSync(path) };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The text of each line, with every run of `-`, `_` and `.` as one dash: as names are compared (PEP 503). */
export function comparableLines(input: Buffer): readonly string[] {
  return input
    .toString("utf8")
    .split("\n")
    .map((line) =>
      unpacked(line)
        .toLowerCase()
        .replace(/[-_.]+/g, "-"),
    );
}

/** BuildKit's rawjson holds the output in base64. */
function unpacked(line: string): string {
  return line.replaceAll(/"data":"([A-Za-z0-9+/=]*)"/g, (_, data: string) => Buffer.from(data, "base64").toString());
}
