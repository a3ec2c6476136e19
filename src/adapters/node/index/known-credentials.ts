import { type Credentials, credentialsIn, secretsIn } from "../../../core/index/credentials.ts";
import type { Netrc } from "../../../core/index/netrc.ts";

export interface KnownCredentials {
  /** Learns the credentials in a URL, and what in it is secret. */
  learn(url: URL): void;
  /** Learns what is secret in the address of one file; it is sent with that address only. */
  learnFile(url: URL): void;
  /** What to send to this address, as an Authorization header; null: nothing. */
  headerFor(url: URL): string | null;
  /** Everything that must not be seen. */
  secrets(): ReadonlySet<string>;
}

interface Known {
  readonly scope: URL;
  readonly credentials: Credentials;
}

/**
 * Credentials and where they may go: those of an index only to its own origin (or the same host by https), the one with
 * the longest common path first; those of netrc to the host that the file names, of `default` to the indexes' hosts.
 */
export function makeKnownCredentials(netrc: Netrc): KnownCredentials {
  const known: Known[] = [];
  const indexHosts = new Set<string>();
  const secrets = new Set<string>();
  const addSecret = (credentials: Credentials): void => {
    for (const secret of [credentials.password, basic(credentials).slice("Basic ".length)]) {
      if (secret !== "") secrets.add(secret);
    }
  };
  for (const credentials of netrc.values()) addSecret(credentials);
  return {
    secrets: () => secrets,
    learn: (url) => {
      indexHosts.add(url.hostname);
      for (const secret of secretsIn(url)) secrets.add(secret);
      const credentials = credentialsIn(url);
      if (credentials === null) return;
      addSecret(credentials);
      known.push({ scope: url, credentials });
    },
    learnFile: (url) => {
      for (const secret of secretsIn(url)) secrets.add(secret);
      const credentials = credentialsIn(url);
      if (credentials !== null) addSecret(credentials);
    },
    headerFor: (url) => {
      const fitting = known.filter((item) => maySend(item.scope, url));
      const nearest = fitting.sort((a, b) => commonPath(b.scope, url) - commonPath(a.scope, url))[0]?.credentials;
      const fallback = indexHosts.has(url.hostname) ? netrc.get("") : undefined;
      const found = credentialsIn(url) ?? nearest ?? netrc.get(url.hostname) ?? fallback;
      return found === undefined ? null : basic(found);
    },
  };
}

function maySend(scope: URL, url: URL): boolean {
  if (scope.origin === url.origin) return true;
  const upgraded = scope.protocol === "http:" && url.protocol === "https:" && scope.port === "" && url.port === "";
  return upgraded && scope.hostname === url.hostname;
}

/** Path segments that two addresses share from the start. */
function commonPath(a: URL, b: URL): number {
  const other = b.pathname.split("/");
  const segments = a.pathname.split("/");
  const differs = segments.findIndex((segment, position) => segment !== other[position]);
  return differs === -1 ? segments.length : differs;
}

function basic(credentials: Credentials): string {
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64")}`;
}
