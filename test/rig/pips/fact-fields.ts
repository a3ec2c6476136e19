import { reduceFacts } from "../../../src/core/log/facts.ts";
import { parseLog } from "../../../src/core/log/parser.ts";

/** The facts of a log as one value for each field, by its path: `packages[0].version` → `"1.0"`. */
export type FactFields = ReadonlyMap<string, string>;

/**
 * Nothing is left out. Places differ with every word that pip prints, so what stands there is taken instead: a span becomes
 * the text of its lines, a line number the text of that line.
 */
export function factFields(text: string, pipReport?: string): FactFields {
  const log = parseLog(Buffer.from(text));
  const facts = reduceFacts({
    log,
    ...(pipReport === undefined ? {} : { pipReport: JSON.parse(pipReport) as unknown }),
  });
  const fields = new Map<string, string>();
  collect(facts, "", text.split("\n"), fields);
  return fields;
}

function collect(value: unknown, path: string, lines: readonly string[], fields: Map<string, string>): void {
  if (isSpan(value)) {
    fields.set(path, lines.slice(value.lines[0] - 1, value.lines[1]).join("\n"));
  } else if (typeof value === "number" && /(^|\.)lines\[\d+\]$/.test(path)) {
    fields.set(path, lines[value - 1] ?? `no line ${value}`);
  } else if (Array.isArray(value)) {
    fields.set(path, `${value.length} items`);
    for (const [index, item] of value.entries()) collect(item, `${path}[${index}]`, lines, fields);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) collect(item, path === "" ? key : `${path}.${key}`, lines, fields);
  } else {
    fields.set(path, JSON.stringify(value) ?? "undefined");
  }
}

function isSpan(value: unknown): value is { readonly lines: readonly [number, number] } {
  return (
    typeof value === "object" && value !== null && "lines" in value && "bytes" in value && Array.isArray(value.bytes)
  );
}
