import { decodeUri } from "../decode-uri.ts";

/**
 * The secrets in an address: the password, and the user name where it is the secret itself (no password beside it, a
 * placeholder beside it, or a name as long as a token); values of query parameters that are named like credentials.
 * Each both as written and decodeUri. Malformed addresses are read as far as they go.
 */
export function findCredentials(address: string): readonly string[] {
  const found = [...userInfo(address), ...queryValues(address)];
  return [...new Set(found.flatMap((text) => [text, decodeUri(text)]))].filter((text) => text !== "");
}

/**
 * A text for people without credentials: known secrets, user info of addresses and query values named like credentials
 * become `****`.
 */
export function scrubCredentials(text: string, secrets: readonly string[]): string {
  const known = [...secrets].sort((a, b) => b.length - a.length).filter((secret) => secret.length >= 4);
  const hidden = known.reduce((shown, secret) => shown.replaceAll(secret, "****"), text);
  return hidden.replace(USER_INFO, "//****@").replace(QUERY_VALUE, "$1****");
}

const USER_INFO = /\/\/([^/?#\s"'<>]+)@/g;
const QUERY_VALUE =
  /([?&][\w.-]*(?:token|key|secret|sig|signature|passw(?:or)?d|auth|credential)[\w.-]*=)([^&#\s"'<>]+)/gi;

/** GitHub's and GitLab's manners of saying "the other half is the token". */
const PLACEHOLDERS: ReadonlySet<string> = new Set(["", "x-oauth-basic", "x-access-token", "oauth2"]);
const TOKEN_LENGTH = 20;

function userInfo(address: string): readonly string[] {
  return [...address.matchAll(USER_INFO)].flatMap(([, both = ""]) => {
    const colon = both.indexOf(":");
    const [user, password] = colon < 0 ? [both, ""] : [both.slice(0, colon), both.slice(colon + 1)];
    const isUserSecret = PLACEHOLDERS.has(password) || user.length >= TOKEN_LENGTH;
    return [...(PLACEHOLDERS.has(password) ? [] : [password]), ...(isUserSecret ? [user] : [])];
  });
}

function queryValues(address: string): readonly string[] {
  return [...address.matchAll(QUERY_VALUE)].map(([, , value = ""]) => value);
}
