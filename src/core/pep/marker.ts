import type { Parsed } from "../problem.ts";
import { makeMarker, parseFullMarker } from "./marker-grammar.ts";
import { scan } from "./scanner.ts";

export { evaluateMarker, isMeant } from "./evaluate-marker.ts";

/** The names that a marker may ask for (dependency specifiers, "Environment markers"). */
export const MARKER_VARIABLES = [
  "implementation_name",
  "implementation_version",
  "os_name",
  "platform_machine",
  "platform_python_implementation",
  "platform_release",
  "platform_system",
  "platform_version",
  "python_full_version",
  "python_version",
  "sys_platform",
] as const;

export type MarkerVariable = (typeof MARKER_VARIABLES)[number];

/** What one interpreter on one machine answers, e.g. `{python_version: "3.12", platform_machine: "aarch64", …}`. */
export type MarkerEnvironment = Readonly<Record<MarkerVariable, string>>;

export type MarkerOperator = "===" | "==" | "!=" | "~=" | "<=" | ">=" | "<" | ">" | "in" | "not in";

/** `extra`, `extras` and `dependency_groups` are variables too: what is asked for, not what the interpreter answers. */
export type MarkerOperand =
  | { readonly kind: "variable"; readonly name: MarkerVariable | "extra" | "extras" | "dependency_groups" }
  | { readonly kind: "text"; readonly value: string };

export type MarkerTree =
  | {
      readonly kind: "comparison";
      readonly left: MarkerOperand;
      readonly operator: MarkerOperator;
      readonly right: MarkerOperand;
    }
  | { readonly kind: "and" | "or"; readonly parts: readonly MarkerTree[] }
  /** Parentheses that the author wrote around more than one comparison. */
  | { readonly kind: "group"; readonly inner: MarkerTree };

/** A condition on the environment, e.g. `python_version < "3.9" and sys_platform == "linux"`. */
export interface Marker {
  readonly tree: MarkerTree;
  /** As the `packaging` library prints it. */
  readonly canonical: string;
}

/** Reads what may stand behind the `;` of a requirement. */
export function parseMarker(text: string): Parsed<Marker> {
  return scan(text, "invalid-marker", (scanner) => makeMarker(parseFullMarker(scanner)));
}
