import type { Reply } from "../loopback/server.ts";
import type { Blob, BlobStore } from "./blobs.ts";
import type { ServiceRules } from "./rules.ts";
import { isReadable, isWritable, type TokenClaims } from "./token.ts";
import { twirpError, twirpReply } from "./twirp.ts";

export interface CacheEntry {
  readonly id: number;
  readonly repositoryId: string;
  readonly key: string;
  /** Hash of the path strings and the compression, made by the client. */
  readonly version: string;
  /** The ref that it was saved under. */
  readonly scope: string;
  /** Reserved entries are not found by lookups. */
  state: "reserved" | "finalized";
  /** `blob.content` can be replaced to plant a corrupt or hostile archive. */
  readonly blob: Blob;
  readonly created: number;
  lastUsed: number;
}

export interface CacheContext {
  readonly rules: ServiceRules;
  readonly blobs: BlobStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface CacheService {
  /** In the order of their reservation. */
  readonly entries: CacheEntry[];
  /** Puts a finished entry there as if an earlier run had saved it. */
  plant(entry: { key: string; version: string; content: Buffer; scope?: string; repositoryId?: string }): CacheEntry;
  /** Forgets reservations that were never finalised, as GitHub does after a while. */
  expireReservations(): void;
  readonly methods: Readonly<Record<string, (message: Message, claims: TokenClaims) => Reply>>;
}

type Message = Readonly<Record<string, unknown>>;

interface State extends CacheContext {
  readonly entries: CacheEntry[];
  /** Times of the reservations of the last minute, by repository. */
  readonly reservations: Map<string, readonly number[]>;
  lastId: number;
}

type Method = (state: State, message: Message, claims: TokenClaims) => Reply;

const METHODS: Readonly<Record<string, Method>> = {
  CreateCacheEntry: create,
  FinalizeCacheEntryUpload: finalize,
  GetCacheEntryDownloadURL: lookup,
};

/** GitHub's `CacheService` (v2): immutable entries, scopes, prefix matching. */
export function makeCacheService(context: CacheContext): CacheService {
  const state: State = { ...context, entries: [], reservations: new Map(), lastId: 0 };
  const bound = Object.entries(METHODS).map(
    ([name, method]) => [name, (message: Message, claims: TokenClaims) => method(state, message, claims)] as const,
  );
  return {
    entries: state.entries,
    plant({ key, version, content, scope = "refs/heads/main", repositoryId = "1" }) {
      const entry = add(state, { repositoryId, key, version, scope, state: "finalized" });
      entry.blob.content = content;
      return entry;
    },
    expireReservations: () => removeEntries(state, (entry) => entry.state === "reserved"),
    methods: Object.fromEntries(bound),
  };
}

function create(state: State, message: Message, claims: TokenClaims): Reply {
  const { key, version } = keyAndVersion(message);
  const wrong = keyProblem(key, version);
  if (wrong !== null) return twirpError("invalid_argument", wrong);
  const scope = claims.scopes.find(isWritable)?.ref;
  if (scope === undefined) {
    return twirpReply({ ok: false, message: "cache write denied: the token of this run has no writable cache scope" });
  }
  if (state.rules.overBudget) return twirpError("permission_denied", "insufficient usage to create cache entry");
  const wait = secondsToWait(state, claims.repositoryId);
  if (wait > 0) {
    return twirpError("resource_exhausted", "too many cache uploads", { "retry-after": String(wait) });
  }
  if (find(state, claims, scope, key, version) !== undefined) {
    return twirpError("already_exists", "cache entry with the same key, version, and scope already exists");
  }
  const entry = add(state, { repositoryId: claims.repositoryId, key, version, scope, state: "reserved" });
  return twirpReply({ ok: true, signed_upload_url: state.blobs.sign(entry.blob, "upload"), message: "" });
}

function finalize(state: State, message: Message, claims: TokenClaims): Reply {
  const { key, version } = keyAndVersion(message);
  const scope = claims.scopes.find(isWritable)?.ref ?? "";
  const entry = find(state, claims, scope, key, version);
  if (entry === undefined) return twirpError("not_found", "cache entry reservation not found");
  if (entry.state === "finalized") return twirpError("already_exists", "cache entry is already finalized");
  const size = entry.blob.content?.length ?? -1;
  if (String(size) !== String(message.size_bytes)) {
    return twirpReply({ ok: false, message: `size_bytes is ${message.size_bytes}, but ${size} bytes were uploaded` });
  }
  entry.state = "finalized";
  evict(state, claims.repositoryId);
  return twirpReply({ ok: true, entry_id: String(entry.id), message: "" });
}

/** Every key in the first scope, then every key in the next: so a run's own ref wins over the default branch. */
function lookup(state: State, message: Message, claims: TokenClaims): Reply {
  const { key, version } = keyAndVersion(message);
  const restoreKeys = Array.isArray(message.restore_keys) ? message.restore_keys.map(String) : [];
  const keys = [key, ...restoreKeys];
  const wrong = keys.length > 10 ? "at most 10 keys can be looked up" : keyProblem(key, version);
  if (wrong !== null) return twirpError("invalid_argument", wrong);
  const readable = claims.scopes.filter(isReadable);
  if (readable.length === 0) {
    return twirpError("permission_denied", "cache read denied: the token of this run has no readable cache scope");
  }
  for (const scope of readable) {
    for (const wanted of keys) {
      const entry = match(state, claims.repositoryId, scope.ref, wanted, version);
      if (entry === undefined) continue;
      entry.lastUsed = state.now();
      const address = state.blobs.sign(entry.blob, "download");
      return twirpReply({ ok: true, signed_download_url: address, matched_key: entry.key });
    }
  }
  return twirpReply({ ok: false, signed_download_url: "", matched_key: "" });
}

function add(
  state: State,
  fields: Pick<CacheEntry, "repositoryId" | "key" | "version" | "scope" | "state">,
): CacheEntry {
  const now = state.now();
  state.lastId += 1;
  const entry = { ...fields, id: state.lastId, blob: state.blobs.make(), created: now, lastUsed: now };
  state.entries.push(entry);
  return entry;
}

/** Counts this reservation when it is allowed: then 0. */
function secondsToWait({ reservations, rules, now }: State, repositoryId: string): number {
  const time = now();
  const recent = (reservations.get(repositoryId) ?? []).filter((earlier) => earlier > time - 60_000);
  const isFull = recent.length >= rules.uploadsPerMinute;
  reservations.set(repositoryId, isFull ? recent : [...recent, time]);
  return isFull ? Math.ceil(((recent[0] ?? time) + 60_000 - time) / 1000) : 0;
}

/** The exact key, else the newest that begins with it. */
function match(state: State, repositoryId: string, scope: string, key: string, version: string) {
  const candidates = state.entries.filter(
    (entry) =>
      entry.repositoryId === repositoryId &&
      entry.scope === scope &&
      entry.version === version &&
      entry.state === "finalized" &&
      entry.key.startsWith(key),
  );
  return candidates.find((entry) => entry.key === key) ?? candidates.at(-1);
}

function find(state: State, claims: TokenClaims, scope: string, key: string, version: string) {
  return state.entries.find(
    (entry) =>
      entry.repositoryId === claims.repositoryId &&
      entry.scope === scope &&
      entry.key === key &&
      entry.version === version,
  );
}

function evict(state: State, repositoryId: string): void {
  const kept = state.entries.filter((entry) => entry.repositoryId === repositoryId && entry.state === "finalized");
  kept.sort((a, b) => a.lastUsed - b.lastUsed || a.id - b.id);
  let total = kept.reduce((sum, entry) => sum + sizeOf(entry), 0);
  const lost = new Set<CacheEntry>();
  for (const entry of kept) {
    if (total <= state.rules.cacheBytes) break;
    total -= sizeOf(entry);
    lost.add(entry);
  }
  removeEntries(state, (entry) => lost.has(entry));
}

/** In place: the service shows the same array to tests. */
function removeEntries({ entries }: State, isLost: (entry: CacheEntry) => boolean): void {
  entries.splice(0, entries.length, ...entries.filter((entry) => !isLost(entry)));
}

function sizeOf(entry: CacheEntry): number {
  return entry.blob.content?.length ?? 0;
}

function keyAndVersion(message: Message): { key: string; version: string } {
  return { key: String(message.key ?? ""), version: String(message.version ?? "") };
}

function keyProblem(key: string, version: string): string | null {
  if (key === "") return "key must not be empty";
  if (key.length > 512) return "key must not be longer than 512 characters";
  if (key.includes(",")) return "key must not contain commas";
  return version === "" ? "version must not be empty" : null;
}
