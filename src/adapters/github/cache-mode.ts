import type { Environment } from "./environment.ts";

/** Values of `ACTIONS_CACHE_MODE` (runner 2.336 and newer) that forbid something; any other value forbids nothing. */
const FORBIDS: Readonly<Record<string, readonly ("read" | "write")[]>> = {
  none: ["read", "write"],
  read: ["write"],
  "write-only": ["read"],
};

/** Why the cache service need not be asked at all, as a sentence, or null. */
export function findCacheObstacle(environment: Environment, operation: "read" | "write"): string | null {
  if (process.platform === "win32") return "The cache is off: it is not supported on Windows runners.";
  const service = environment.ACTIONS_CACHE_SERVICE_V2
    ? environment.ACTIONS_RESULTS_URL
    : environment.ACTIONS_CACHE_URL;
  if (!service || !environment.ACTIONS_RUNTIME_TOKEN) return "The cache is off: this runner offers no cache service.";
  const mode = (environment.ACTIONS_CACHE_MODE ?? "").trim().toLowerCase();
  const isForbidden = Object.hasOwn(FORBIDS, mode) && FORBIDS[mode]?.includes(operation);
  if (!isForbidden) return null;
  const verb = operation === "read" ? "restored" : "saved";
  return `The cache is not ${verb}: this run's cache mode is ${JSON.stringify(mode)}.`;
}

/**
 * Whether the runtime token says that this run writes to no cache scope (claim `ac`: a list of `{Scope, Permission}`,
 * where bit 2 of the permission is writing; see docker/actions-toolkit, src/github/github.ts). The claim is not
 * documented, so it only ever explains a refusal and never causes one.
 */
export function isReadOnlyToken(environment: Environment): boolean {
  try {
    const [, payload = ""] = (environment.ACTIONS_RUNTIME_TOKEN ?? "").split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { ac?: unknown };
    const scopes = JSON.parse(String(claims.ac)) as unknown;
    if (!Array.isArray(scopes) || scopes.length === 0) return false;
    return scopes.every((scope) => (Number((scope as { Permission?: unknown } | null)?.Permission) & 2) === 0);
  } catch {
    return false;
  }
}
