import type { Contract } from "./contract.ts";

type Schema = Readonly<Record<string, unknown>>;

/**
 * The smallest value that a schema allows: required members only, null where it may be null. The fake's entities are
 * made of it, so that they have every member that GitHub promises without writing them down.
 */
export function sampleOf(contract: Contract, raw: Schema): unknown {
  const schema = contract.resolve(raw);
  if (schema.nullable === true || raw.nullable === true) return null;
  const enumerated = schema.enum as readonly unknown[] | undefined;
  if (enumerated !== undefined) return enumerated[0];
  const parts = schema.allOf as readonly Schema[] | undefined;
  if (parts !== undefined) return Object.assign({}, ...parts.map((part) => sampleOf(contract, part)));
  const [choice] = (schema.anyOf ?? schema.oneOf ?? []) as readonly Schema[];
  if (choice !== undefined) return sampleOf(contract, choice);
  switch (schema.type) {
    case "array":
      return [];
    case "boolean":
      return false;
    case "integer":
    case "number":
      return Number(schema.minimum ?? 1);
    case "string":
      return sampleText(String(schema.format ?? ""));
    default:
      return sampleObject(contract, schema);
  }
}

function sampleObject(contract: Contract, schema: Schema): unknown {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Schema>>;
  const required = (schema.required ?? []) as readonly string[];
  return Object.fromEntries(required.map((name) => [name, sampleOf(contract, properties[name] ?? {})]));
}

function sampleText(format: string): string {
  if (format === "date-time") return "2026-01-01T00:00:00Z";
  return format === "uri" ? "https://api.github.com/" : "";
}
