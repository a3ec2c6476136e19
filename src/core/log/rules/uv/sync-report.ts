import type { EventBody } from "../../event.ts";
import { fields, list, text } from "../../json-fields.ts";
import type { Block, LogRule } from "../../rule.ts";

/** The report is a few lines for each package. */
const BYTES_KEPT = 4 * 1024 * 1024;

/** JSON on standard output: `uv sync --output-format json`. It begins at its first member: braces are everybody's. */
export const syncReport: LogRule = {
  name: "sync-report",
  examples: ['  "schema": {', '    "version": "preview"', "  },", '  "sync": {', '    "changes": []', "  }", "}"],
  starts: ['"schema": {'],
  level: "any",
  read: (line) => (line.indent === 2 && line.text === '"schema": {' ? readReport(line.text) : null),
};

function readReport(first: string): Block {
  let json = `{${first}`;
  let done = false;
  return {
    take(line) {
      if (done) return false;
      if (line.indent === 0 && line.text !== "}") return false;
      done = line.indent === 0;
      if (json.length < BYTES_KEPT) json += `${line.text}\n`;
      return true;
    },
    close: () => (done ? describeReport(json) : null),
  };
}

function describeReport(json: string): EventBody | null {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    return null;
  }
  const sync = fields(fields(document)?.sync);
  // Other programs' JSON can begin with a schema too.
  if (sync === null || fields(sync.environment) === null) return null;
  const changes = list(sync, "changes") ?? [];
  return {
    kind: "uv-sync-report",
    changes: changes.flatMap((entry) => {
      const change = fields(entry);
      const name = change === null ? null : text(change, "name");
      if (change === null || name === null) return [];
      return [{ name, version: text(change, "version"), action: text(change, "action") ?? "unknown" }];
    }),
  };
}
