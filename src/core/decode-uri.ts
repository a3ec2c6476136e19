/** `%2B` and the like undone; a text that is not percent-encoded rightly stays as it is. */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
