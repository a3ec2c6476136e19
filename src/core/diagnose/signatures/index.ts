import type { Signature } from "../signature.ts";
import { GENERIC } from "./generic.ts";
import { HEADERS } from "./headers.ts";
import { LIBRARIES } from "./libraries.ts";
import { PYTHON } from "./python.ts";
import { RESOURCES } from "./resources.ts";
import { TOOLS } from "./tools.ts";

/** Everything that builds are known to print when something certain is wrong. A new one is an entry in one of the lists. */
export const SIGNATURES: readonly Signature[] = [
  ...RESOURCES,
  ...LIBRARIES,
  ...HEADERS,
  ...TOOLS,
  ...PYTHON,
  ...GENERIC,
];
