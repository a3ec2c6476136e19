import { decodeUri } from "../decode-uri.ts";

/** User name and password for HTTP Basic authentication. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The credentials in a URL's userinfo, decoded; null when it has none. */
export function credentialsIn(url: URL): Credentials | null {
  if (url.username === "" && url.password === "") return null;
  return { username: decodeUri(url.username), password: decodeUri(url.password) };
}

/** The same URL without userinfo and fragment: what may be sent over the wire to its host. */
export function withoutUserinfo(url: URL): URL {
  const plain = new URL(url);
  plain.username = "";
  plain.password = "";
  plain.hash = "";
  return plain;
}

/** What may be shown and stored: no userinfo, no query (signatures and tokens live there), no fragment. */
export function publicUrl(url: string): string {
  if (!URL.canParse(url)) return "";
  const plain = withoutUserinfo(new URL(url));
  plain.search = "";
  return plain.href;
}

/**
 * The parts of an index URL that must not be seen: password, a user name that stands alone (a token), query values,
 * and path segments that look made by a machine, as some hosts put their tokens there.
 */
export function secretsIn(url: URL): readonly string[] {
  const credentials = credentialsIn(url);
  const secrets =
    credentials === null ? [] : [credentials.password === "" ? credentials.username : credentials.password];
  for (const value of url.searchParams.values()) secrets.push(value);
  for (const segment of url.pathname.split("/")) {
    if (looksRandom(decodeUri(segment))) secrets.push(decodeUri(segment));
  }
  return secrets.filter((secret) => secret !== "");
}

/**
 * 16 or more characters of a token's alphabet that mix letters and digits, e.g. `k9Fh2LmQ81xTzp0V`; words and numbers
 * joined by hyphens, as in `python-remote-2024`, are names.
 */
function looksRandom(text: string): boolean {
  const digits = (part: string): number => part.match(/\d/g)?.length ?? 0;
  if (!/^[A-Za-z0-9_~-]{16,}$/.test(text) || digits(text) < 3) return false;
  if (/[a-z]/.test(text) && /[A-Z]/.test(text)) return true;
  return text.split(/[-_~]/).some((part) => part.length >= 10 && digits(part) >= 3 && /[A-Za-z]/.test(part));
}
