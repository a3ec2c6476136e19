import { reduceFacts } from "../../../src/core/log/facts/facts.ts";
import type { ReleaseRange } from "../../../src/core/log/facts/pip-version.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { comparePips } from "./fetch-pip.ts";

/** The facts of a log as one value for each field, by its path: `packages[0].version` → `"1.0"`. */
export type FactFields = ReadonlyMap<string, string>;

/**
 * Nothing is left out. Places differ with every word that pip prints, so what stands there is taken instead: a span becomes
 * the text of its lines, a line number the text of that line. And of the releases that can have written the log counts
 * whether the one that did is among them.
 */
export function factFields(text: string, pip: string, pipReport?: string): FactFields {
  const log = parseLog(Buffer.from(text));
  const facts = reduceFacts({
    log,
    ...(pipReport === undefined ? {} : { pipReport: JSON.parse(pipReport) as unknown }),
  });
  const fields = new Map<string, string>();
  collect(facts, "", { lines: text.split("\n"), pip }, fields);
  return fields;
}

interface Source {
  readonly lines: readonly string[];
  readonly pip: string;
}

function collect(value: unknown, path: string, source: Source, fields: Map<string, string>): void {
  if (path.endsWith(".versionRange")) {
    fields.set(path, holds(value, source.pip) ? "holds the release that wrote it" : JSON.stringify(value));
  } else if (isSpan(value)) {
    fields.set(path, source.lines.slice(value.lines[0] - 1, value.lines[1]).join("\n"));
  } else if (typeof value === "number" && /(^|\.)lines\[\d+\]$/.test(path)) {
    fields.set(path, source.lines[value - 1] ?? `no line ${value}`);
  } else if (Array.isArray(value)) {
    fields.set(path, `${value.length} items`);
    for (const [index, item] of value.entries()) collect(item, `${path}[${index}]`, source, fields);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      collect(item, path === "" ? key : `${path}.${key}`, source, fields);
    }
  } else {
    fields.set(path, JSON.stringify(value) ?? "undefined");
  }
}

/** Null, "not known", holds every release. */
export function holds(range: unknown, pip: string): boolean {
  const { min, max } = (range ?? { min: null, max: null }) as ReleaseRange;
  return (min === null || comparePips(min, pip) <= 0) && (max === null || comparePips(pip, max) <= 0);
}

function isSpan(value: unknown): value is { readonly lines: readonly [number, number] } {
  return (
    typeof value === "object" && value !== null && "lines" in value && "bytes" in value && Array.isArray(value.bytes)
  );
}
