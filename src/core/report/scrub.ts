import { scrubCredentials } from "../options/credentials.ts";

/** Tokens that their makers gave a shape, so that they can be found where nobody says what they are. */
const TOKENS =
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,255}|pypi-AgE[\w-]{20,1000}|npm_\w{30,255}|A[KS]IA[0-9A-Z]{16}|xox[abprs]-[\w-]{10,255})/g;

/**
 * The same value with credentials blanked out in every text of it: those in addresses, in queries, and tokens of a known
 * shape. For texts that come out of logs whose secrets nobody has told us.
 */
export function scrubTexts<T>(value: T): T {
  return scrub(value) as T;
}

function scrub(value: unknown): unknown {
  if (typeof value === "string") return scrubCredentials(value, []).replace(TOKENS, "****");
  if (Array.isArray(value)) return value.map(scrub);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, scrub(inner)]));
}
