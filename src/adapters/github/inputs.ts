import { ROOT_INPUTS } from "../../core/options/check-definitions.ts";
import type { InputDefinition } from "../../core/options/definitions.ts";
import type { RawOptions } from "../../core/options/parse.ts";
import type { Environment } from "./environment.ts";

/** The action's inputs as the runner passes them on: `INPUT_FAIL-ON`, upper case, hyphens kept, nothing trimmed. */
export function readInputs(
  environment: Environment,
  definitions: readonly InputDefinition[] = ROOT_INPUTS,
): RawOptions {
  const given = definitions
    .filter((input) => input.action)
    .map((input) => [input.name, environment[variableOf(input.name)]]);
  return Object.fromEntries(given);
}

function variableOf(name: string): string {
  return `INPUT_${name.toUpperCase()}`;
}
