/**
 * The tags that a compressed tag set stands for (PEP 425): `py2.py3-none-any` → `py2-none-any`, `py3-none-any`, in the
 * order written. Null when a part is empty, an interpreter is no identifier, or there would be more than `limit` tags.
 */
export function expandTags(text: string, limit = 1000): readonly string[] | null {
  if (limit !== 1000) return expand(text, limit);
  const known = MEMORY.get(text);
  if (known !== undefined) return known;
  const tags = expand(text, limit);
  // Hostile pages have a new one in each name.
  if (MEMORY.size === MOST_KNOWN) MEMORY.clear();
  MEMORY.set(text, tags);
  return tags;
}

/** Thousands of wheels share a few hundred sets, and with them the lists. */
const MEMORY = new Map<string, readonly string[] | null>();
const MOST_KNOWN = 2000;

function expand(text: string, limit: number): readonly string[] | null {
  const parts = text.split("-").map((part) => part.split("."));
  const [interpreters, abis, platforms, ...more] = parts;
  if (interpreters === undefined || abis === undefined || platforms === undefined || more.length > 0) return null;
  if (parts.flat().includes("") || !interpreters.every(isIdentifier)) return null;
  if (interpreters.length * abis.length * platforms.length > limit) return null;
  const tags = interpreters.flatMap((interpreter) =>
    abis.flatMap((abi) => platforms.map((platform) => `${interpreter}-${abi}-${platform}`.toLowerCase())),
  );
  return [...new Set(tags)];
}

/** Python's `str.isidentifier`. */
function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(text);
}
