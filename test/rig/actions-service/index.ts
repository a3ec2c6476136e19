import { pathToFileURL } from "node:url";
import type { Faults } from "../loopback/faults.ts";
import { type Call, type LoggedRequest, type Reply, startLoopbackServer } from "../loopback/server.ts";
import { type Artifact, makeArtifactService } from "./artifact-service.ts";
import { blobOperation, makeBlobStore } from "./blobs.ts";
import { type CacheEntry, type CacheService, makeCacheService } from "./cache-service.ts";
import { githubRules, type ServiceRules } from "./rules.ts";
import { type CacheScope, makeToken, readToken, type TokenIdentity } from "./token.ts";
import { twirpError } from "./twirp.ts";

export interface ActionsServiceOptions {
  /**
   * Where signed addresses point. With `azure` they name a host of `blob.core.windows.net`, which makes the cache
   * client download as it does on GitHub (ranged requests by the Azure SDK); the client must then be started with the
   * `environment`'s `NODE_OPTIONS`, which resolves these names to 127.0.0.1.
   */
  readonly blobHost?: "plain" | "azure";
  readonly rules?: Partial<ServiceRules>;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface ActionsService {
  /** For `ACTIONS_RESULTS_URL`: `http://127.0.0.1:<port>/`. */
  readonly url: string;
  /** An `ACTIONS_RUNTIME_TOKEN`. Without scopes: read and write on `refs/heads/main`. */
  token(scopes?: readonly CacheScope[], identity?: TokenIdentity): string;
  /** What the runner adds to an action's environment for this service. */
  environment(token?: string): Record<string, string>;
  readonly requests: readonly LoggedRequest[];
  readonly entries: readonly CacheEntry[];
  readonly artifacts: readonly Artifact[];
  readonly faults: Faults;
  /** Changeable while it runs. */
  readonly rules: ServiceRules;
  readonly plant: CacheService["plant"];
  readonly expireReservations: () => void;
  /** All signed addresses given out so far answer 403 from now on. */
  readonly expireAddresses: () => void;
  close(): Promise<void>;
}

const DNS_PATCH = pathToFileURL(`${import.meta.dirname}/dns-patch.ts`).href;
const DEFAULT_SCOPES: readonly CacheScope[] = [{ ref: "refs/heads/main", permission: "read-write" }];

/** GitHub's cache and artifact service on loopback, with GitHub's rules, for the real clients. */
export async function startActionsService(options: ActionsServiceOptions = {}): Promise<ActionsService> {
  const rules = { ...githubRules(), ...options.rules };
  const now = options.now ?? Date.now;
  let port = 0;
  const host = options.blobHost === "azure" ? "wheels.blob.core.windows.net" : "127.0.0.1";
  const blobs = makeBlobStore(() => `http://${host}:${port}`);
  const cache = makeCacheService({ rules, blobs, now });
  const artifacts = makeArtifactService({ rules, blobs, now });
  const methods = {
    "github.actions.results.api.v1.CacheService": cache.methods,
    "github.actions.results.api.v1.ArtifactService": artifacts.methods,
  };
  const server = await startLoopbackServer({
    nameOf: (call) => (call.url.pathname.startsWith("/blobs/") ? blobOperation(call) : methodOf(call)),
    handle: (call) => (call.url.pathname.startsWith("/blobs/") ? blobs.handle(call) : handleMethod(call, methods)),
  });
  port = server.port;
  const url = `${server.origin}/`;
  const token: ActionsService["token"] = (scopes = DEFAULT_SCOPES, identity) => makeToken(scopes, identity);
  return {
    url,
    token,
    environment: (runtimeToken = token()) => clientEnvironment(url, runtimeToken, options.blobHost === "azure"),
    requests: server.requests,
    entries: cache.entries,
    artifacts: artifacts.artifacts,
    faults: server.faults,
    rules,
    plant: cache.plant,
    expireReservations: cache.expireReservations,
    expireAddresses: blobs.expireAddresses,
    close: server.close,
  };
}

function clientEnvironment(url: string, token: string, isAzure: boolean): Record<string, string> {
  return {
    ACTIONS_RESULTS_URL: url,
    ACTIONS_CACHE_URL: url,
    ACTIONS_RUNTIME_URL: url,
    ACTIONS_CACHE_SERVICE_V2: "True",
    ACTIONS_RUNTIME_TOKEN: token,
    ...(isAzure ? { NODE_OPTIONS: `--import=${DNS_PATCH}` } : {}),
  };
}

type Methods = Readonly<Record<string, CacheService["methods"]>>;

/** `/twirp/<service>/<Method>` → `Method`. */
function methodOf(call: Call): string {
  return call.url.pathname.split("/").at(-1) ?? "";
}

function handleMethod(call: Call, services: Methods): Reply {
  const [, prefix, service = "", name = ""] = call.url.pathname.split("/");
  const method = prefix === "twirp" && call.method === "POST" ? services[service]?.[name] : undefined;
  if (method === undefined) return twirpError("bad_route", `no handler for path ${call.url.pathname}`);
  const claims = readToken(call.headers.authorization);
  if (claims === null) return twirpError("unauthenticated", "invalid token");
  const message = parseMessage(call.body);
  return message === null ? twirpError("invalid_argument", "the body is not a JSON object") : method(message, claims);
}

function parseMessage(body: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
