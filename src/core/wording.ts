/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** The first `limit` entries, and how many more there are. */
export function joinSome(words: readonly string[], limit: number): string {
  const rest = words.length - limit;
  return rest > 0 ? `${words.slice(0, limit).join(", ")} and ${rest} more` : joinWords(words);
}

/** For the beginning of a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
