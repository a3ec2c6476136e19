/** What a run may do in one cache scope, as in the runtime token's claim `ac`. */
export interface CacheScope {
  /** `refs/heads/main`, `refs/pull/7/merge`. */
  readonly ref: string;
  readonly permission: "read" | "write" | "read-write";
}

/** Who holds the token. */
export interface TokenIdentity {
  readonly run?: string;
  readonly job?: string;
  readonly repositoryId?: string;
}

export interface TokenClaims {
  /** In the token's order: own ref first, then the default branch. */
  readonly scopes: readonly CacheScope[];
  readonly run: string;
  readonly job: string;
  readonly repositoryId: string;
}

/** Bits of `Permission` (docker/actions-toolkit, src/github/github.ts). */
const PERMISSIONS = { read: 1, write: 2, "read-write": 3 } as const;

/**
 * A runtime token as the clients read it: `scp` names the backend ids of run and job, `ac` the cache scopes. Nobody
 * checks the signature on loopback.
 */
export function makeToken(scopes: readonly CacheScope[], identity: TokenIdentity = {}): string {
  const claims = {
    scp: `Actions.GenericRead:00000000-0000-0000-0000-000000000000 Actions.Results:${identity.run ?? "run-1"}:${identity.job ?? "job-1"}`,
    repository_id: identity.repositoryId ?? "1",
    ac: JSON.stringify(scopes.map(({ ref, permission }) => ({ Scope: ref, Permission: PERMISSIONS[permission] }))),
  };
  return [encode({ alg: "none", typ: "JWT" }), encode(claims), "unsigned"].join(".");
}

/** The claims of an `Authorization: Bearer …` header, or null when there is none that the service could take. */
export function readToken(authorization: string | undefined): TokenClaims | null {
  const [, payload] = /^Bearer ([^ ]+)$/.exec(authorization ?? "")?.[1]?.split(".") ?? [];
  if (payload === undefined) return null;
  try {
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Record<string, unknown>;
    const [, run, job] = /Actions\.Results:([^: ]+):([^: ]+)/.exec(String(claims.scp)) ?? [];
    if (run === undefined || job === undefined) return null;
    const scopes = JSON.parse(String(claims.ac ?? "[]")) as { Scope: string; Permission: number }[];
    return { scopes: scopes.map(toScope), run, job, repositoryId: String(claims.repository_id) };
  } catch {
    return null;
  }
}

export function isReadable(scope: CacheScope): boolean {
  return (PERMISSIONS[scope.permission] & PERMISSIONS.read) !== 0;
}

export function isWritable(scope: CacheScope): boolean {
  return (PERMISSIONS[scope.permission] & PERMISSIONS.write) !== 0;
}

function toScope({ Scope, Permission }: { Scope: string; Permission: number }): CacheScope {
  const permission = Permission === 3 ? "read-write" : Permission === 2 ? "write" : "read";
  return { ref: Scope, permission };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
