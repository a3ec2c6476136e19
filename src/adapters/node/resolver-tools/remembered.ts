/** Looks for a program once for each kind of question; one that was not found is looked for again. */
export function remembered<Question, Found extends object>(
  find: (question: Question, signal: AbortSignal) => Promise<Found | { readonly reason: string }>,
  keyOf: (question: Question) => string,
): (question: Question, signal: AbortSignal) => Promise<Found | { readonly reason: string }> {
  const known = new Map<string, Found>();
  return async (question, signal) => {
    const key = keyOf(question);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = await find(question, signal);
    if (!("reason" in found)) known.set(key, found);
    return found;
  };
}
