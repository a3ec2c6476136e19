/** What an answer says about keeping it (RFC 9111), as far as a private cache of project pages needs it. */
export interface Freshness {
  readonly mayKeep: boolean;
  /** Seconds from now for which it need not be asked for again. */
  readonly seconds: number;
}

/**
 * @param headers `cache-control` and `age` of the answer
 */
export function freshnessOf(headers: Readonly<Record<string, string | string[] | undefined>>): Freshness {
  const directives = String(headers["cache-control"] ?? "")
    .toLowerCase()
    .split(",")
    .map((directive) => directive.trim());
  const maxAge = directives.map((directive) => /^max-age="?(\d+)"?$/.exec(directive)?.[1]).find(Boolean);
  const age = /^\d+$/.test(String(headers.age ?? "")) ? Number(headers.age) : 0;
  const asksEachTime = directives.some((directive) => directive === "no-cache" || directive.startsWith("no-cache="));
  const seconds = asksEachTime || maxAge === undefined ? 0 : Math.max(0, Number(maxAge) - age);
  return { mayKeep: !directives.includes("no-store"), seconds };
}
