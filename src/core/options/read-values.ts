import type { Parsed, Problem } from "../problem.ts";
import type { InputDefinition } from "./definitions.ts";
import { type RawValue, readValue, type ValuesOf } from "./values.ts";

export type Door = "action" | "cli";
export type RawOptions = Readonly<Record<string, RawValue>>;

/** Every value of a door by its definition, defaults filled in, or all problems at once. */
export function readValues<const Definitions extends readonly InputDefinition[]>(
  definitions: Definitions,
  raw: RawOptions,
  door: Door,
): { readonly values: ValuesOf<Definitions[number]>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const entries = definitions.map((definition) => {
    const reading = readValue(definition, raw[definition.name], labelOf(definition, door));
    if (reading.kind === "value") return [definition.name, reading.value];
    problems.push(reading.problem);
    return [definition.name, null];
  });
  // Each reader returns what its kind promises, so the record has these types once nothing is wrong.
  return { values: Object.fromEntries(entries) as ValuesOf<Definitions[number]>, problems };
}

/** How messages spell an option: `fail-on` or `--fail-on`. */
export function labelOf(definition: InputDefinition, door: Door): string {
  return door === "cli" ? (definition.cli?.flags.at(-1) ?? definition.name) : definition.name;
}

export function optionsOf<T>(problems: readonly Problem[], value: () => T): Parsed<T> {
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: value() };
}
