import type { Credentials } from "./credentials.ts";

/** Credentials by host name in lower case; those of `default` under "". */
export type Netrc = ReadonlyMap<string, Credentials>;

/**
 * Reads a netrc file: `machine`, `default`, `login`, `password`, `account`, `macdef`, comments and quoted words, as
 * Python's netrc module does, but tolerant: what cannot be understood is passed over. The first entry of a host counts.
 */
export function parseNetrc(text: string): Netrc {
  const words = wordsOf(withoutMacros(text));
  const entries = new Map<string, Credentials>();
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] !== "machine" && words[at] !== "default") continue;
    const host = words[at] === "default" ? "" : (words[++at] ?? "").toLowerCase();
    const fields: Record<string, string> = {};
    while (/^(login|user|account|password)$/.test(words[at + 1] ?? "")) {
      fields[words[at + 1] === "user" ? "login" : (words[at + 1] ?? "")] = words[at + 2] ?? "";
      at += 2;
    }
    if (!entries.has(host)) entries.set(host, { username: fields.login ?? "", password: fields.password ?? "" });
  }
  return entries;
}

/** A macro definition goes on to the next empty line. */
function withoutMacros(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(/^[ \t]*macdef\b(?:.*\n)+?(?:[ \t]*\n|(?![\s\S]))/gm, "");
}

function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const line of text.split("\n")) {
    if (/^\s*#/.test(line)) continue;
    for (const match of line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)) {
      const word = match[1]?.replace(/\\(.)/g, "$1") ?? match[2] ?? "";
      if (match[2]?.startsWith("#") && words.at(-1) !== "password") break;
      words.push(word);
    }
  }
  return words;
}
