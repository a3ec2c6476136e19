const LIMIT = 16 * 1024;
const CUT = "…\n";

/** The end of a text, where installers say what is wrong: whole lines, at most 16 KiB of UTF-8. */
export function lastOf(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= LIMIT) return text;
  const tail = new TextDecoder().decode(
    bytes.subarray(bytes.length - LIMIT + new TextEncoder().encode(CUT).length + 3),
  );
  const newline = tail.indexOf("\n");
  return CUT + tail.slice(newline === -1 ? 0 : newline + 1);
}
