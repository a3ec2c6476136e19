import { canonicalJson } from "../report/canonical.ts";

/** JSON with sorted keys and two spaces, ended by a newline: equal values give equal bytes. */
export function stableJson(value: unknown): string {
  return `${canonicalJson(value, 2)}\n`;
}
