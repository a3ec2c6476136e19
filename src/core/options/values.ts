import type { Problem } from "../problem.ts";
import type { InputDefinition } from "./definitions.ts";

/** One value as a door received it: the action gives text, the command line also arrays and booleans. */
export type RawValue = string | readonly string[] | boolean | undefined;

type ValueOf<Definition> = Definition extends { kind: "list" }
  ? readonly string[]
  : Definition extends { kind: "boolean" }
    ? boolean
    : Definition extends { kind: "choice"; choices: readonly (infer Choice)[] }
      ? Choice
      : string | null;

/** The value of each input, by its name. */
export type ValuesOf<Input extends InputDefinition> = {
  readonly [Definition in Input as Definition["name"]]: ValueOf<Definition>;
};

export type Reading =
  | { readonly kind: "value"; readonly value: string | null | boolean | readonly string[] }
  | { readonly kind: "problem"; readonly problem: Problem };

/**
 * Reads one raw value by its definition; an empty one counts as not given.
 * @param label how the door spells the input, e.g. `fail-on` or `--fail-on`
 */
export function readValue(definition: InputDefinition, raw: RawValue, label: string): Reading {
  const isGiven = raw !== undefined && raw !== "" && !(Array.isArray(raw) && raw.length === 0);
  const standIn = definition.default.startsWith("${{") ? "" : definition.default;
  return READERS[definition.kind](definition, isGiven ? raw : standIn, label);
}

type Reader = (definition: InputDefinition, raw: Exclude<RawValue, undefined>, label: string) => Reading;

const READERS: Readonly<Record<InputDefinition["kind"], Reader>> = {
  text: readText,
  list: readList,
  boolean: readBoolean,
  choice: readChoice,
};

function readText(definition: InputDefinition, raw: Exclude<RawValue, undefined>, label: string): Reading {
  const text = String(raw).trim();
  if (text === "") return value(null);
  if (/[\0\r\n]/.test(text))
    return problem(label, quote(text), "has a line break or a NUL in it", "Write it on one line.");
  const { form } = definition;
  if (form !== undefined && !form.pattern.test(text)) {
    return problem(label, quote(text), null, `Give ${form.expected}.`);
  }
  return value(text);
}

function readList(definition: InputDefinition, raw: Exclude<RawValue, undefined>, label: string): Reading {
  const texts = typeof raw === "string" ? raw.split(/[\r\n,]/) : Array.isArray(raw) ? raw : [String(raw)];
  const items = (definition.names === true ? texts.flatMap((text) => text.split(",")) : texts).map((item) =>
    item.trim(),
  );
  const bad = items.find((item) => /[\0\r\n]/.test(item));
  if (bad !== undefined) return problem(label, quote(bad), "has a line break or a NUL in it", "Give one item each.");
  return value(items.filter((item) => item !== ""));
}

function readBoolean(_definition: InputDefinition, raw: Exclude<RawValue, undefined>, label: string): Reading {
  if (typeof raw === "boolean") return value(raw);
  return oneOf(["true", "false"], String(raw), label, (text) => text === "true");
}

function readChoice(definition: InputDefinition, raw: Exclude<RawValue, undefined>, label: string): Reading {
  return oneOf(definition.choices ?? [], String(raw), label, (text) => text);
}

function oneOf(
  allowed: readonly string[],
  text: string,
  label: string,
  convert: (text: string) => string | boolean,
): Reading {
  if (allowed.includes(text)) return value(convert(text));
  const near = allowed.find((choice) => choice === text.trim().toLowerCase());
  const advice = near === undefined ? "" : ` ${slip(text, near)}`;
  const choices = allowed.length === 1 ? `The only value is ${allowed[0]}.` : `Use one of: ${allowed.join(", ")}.`;
  return problem(label, quote(text), null, `${choices}${advice}`);
}

/** Says by what alone `text` differs from the allowed value `near`. */
function slip(text: string, near: string): string {
  if (text.trim() !== near) return `Write ${near} in lower case.`;
  const side = text.startsWith(near) ? "trailing" : text.endsWith(near) ? "leading" : "surrounding";
  return `Remove the ${side} ${/[\r\n]/.test(text) ? "line break" : "space"}.`;
}

/** Single quotes around it, control characters as escapes, at most 80 characters: what is wrong must be seen. */
function quote(text: string): string {
  const shown = [...text].slice(0, 80).map(visible).join("");
  return `'${shown}${[...text].length > 80 ? "…" : ""}'`;
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  return code < 0x20 || (code >= 0x7f && code < 0xa0) ? `\\x${code.toString(16).padStart(2, "0")}` : character;
}

function value(read: string | null | boolean | readonly string[]): Reading {
  return { kind: "value", value: read };
}

function problem(label: string, quoted: string, fault: string | null, expected: string): Reading {
  const message = fault === null ? `${label} is ${quoted}.` : `${label} is ${quoted}, which ${fault}.`;
  return { kind: "problem", problem: { code: "invalid-input", message, expected, line: 1, column: 1, offset: 0 } };
}
