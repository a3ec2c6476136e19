import { type Credentials, credentialsIn, secretsIn, withoutUserinfo } from "../../../core/index/credentials.ts";
import type { Netrc } from "../../../core/index/netrc.ts";
import { memoized } from "./memoized.ts";

export interface KnownCredentials {
  /** Learns the credentials in a URL, and what in it is secret. */
  learn(url: URL): void;
  /** Learns what is secret in the address of one file; it is sent with that address only. */
  learnFile(url: URL): void;
  /** What to send to this address, as an Authorization header; null: nothing. */
  headerFor(url: URL): string | null;
  /**
   * An index has refused an address: whether the keyring knows of credentials for it that were not sent yet. It is asked
   * once for an index.
   */
  findOut(url: URL): Promise<boolean>;
  /** Everything that must not be seen. */
  secrets(): ReadonlySet<string>;
}

interface Known {
  readonly scope: URL;
  readonly credentials: Credentials;
}

export interface CredentialSources {
  readonly netrc: Netrc;
  /** What the environment has for a named index. */
  readonly named: (index: URL) => Credentials | null;
  /** Null: no keyring is asked. */
  readonly keyring: ((service: string, username: string | null) => Promise<Credentials | null>) | null;
}

/**
 * Credentials in pip's order, those of the URL, of the environment, of netrc, of the keyring, and where they may go: those of an index only to its own origin (or the same host by https), the one with
 * the longest common path first; those of netrc to the host that the file names, of `default` to the indexes' hosts.
 */
export function makeKnownCredentials({ netrc, named, keyring }: CredentialSources): KnownCredentials {
  const indexes: URL[] = [];
  const asked = new Map<string, Promise<boolean>>();
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
      indexes.push(url);
      const credentials = credentialsIn(url) ?? named(url);
      if (credentials === null) return;
      addSecret(credentials);
      known.push({ scope: url, credentials });
    },
    findOut: async (url) => {
      const index = nearestOf(
        indexes.map((scope) => ({ scope })),
        url,
      )?.scope;
      if (keyring === null || index === undefined) return false;
      return await memoized(asked, index.href, async () => {
        const username = credentialsIn(index)?.username ?? null;
        const service = withoutUserinfo(index);
        const found = (await keyring(service.href, username)) ?? (await keyring(service.host, username));
        if (found === null) return false;
        addSecret(found);
        known.unshift({ scope: index, credentials: found });
        return true;
      });
    },
    learnFile: (url) => {
      for (const secret of secretsIn(url)) secrets.add(secret);
      const credentials = credentialsIn(url);
      if (credentials !== null) addSecret(credentials);
    },
    headerFor: (url) => {
      const nearest = nearestOf(known, url)?.credentials;
      const fallback = indexHosts.has(url.hostname) ? netrc.get("") : undefined;
      const own = credentialsIn(url);
      // A user name alone may be a token, unless something knows its password.
      const isCompleted = own?.password === "" && nearest !== undefined && nearest.password !== "";
      const found = (isCompleted ? nearest : own) ?? nearest ?? netrc.get(url.hostname) ?? fallback;
      return found === undefined ? null : basic(found);
    },
  };
}

/** The one with the longest common path, of those that may be sent to an address. */
function nearestOf<T extends { readonly scope: URL }>(items: readonly T[], url: URL): T | undefined {
  const fitting = items.filter(({ scope }) => maySend(scope, url));
  return fitting.sort((a, b) => commonPath(b.scope, url) - commonPath(a.scope, url))[0];
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
