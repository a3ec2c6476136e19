import type { GatewayTrouble } from "../../../ports/index-gateway.ts";

/** Something between the gateway and a real index that kept an answer from being had. The message names the host only. */
export class UpstreamError extends Error {
  readonly kind: GatewayTrouble["kind"];
  /** Whether the same request may succeed a moment later. */
  readonly transient: boolean;
  /** The index's own status; null when there was none. */
  readonly status: number | null;
  /** What the index asked for by Retry-After. */
  readonly retryAfterSeconds: number | null;

  constructor(
    kind: GatewayTrouble["kind"],
    message: string,
    detail: { transient?: boolean; status?: number; retryAfterSeconds?: number | null } = {},
  ) {
    super(message);
    this.name = "UpstreamError";
    this.kind = kind;
    this.transient = detail.transient ?? false;
    this.status = detail.status ?? null;
    this.retryAfterSeconds = detail.retryAfterSeconds ?? null;
  }

  get isAbsence(): boolean {
    return this.status === 404 || this.status === 410;
  }
}

const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** `503 from index.example`, with what it means where that is known. */
export function statusTrouble(
  status: number,
  url: URL,
  detail: { withCredentials: boolean; retryAfter: string | undefined },
): UpstreamError {
  if (status === 401 || status === 403) {
    const reason = detail.withCredentials ? "it refuses the credentials given" : "it was asked without credentials";
    return new UpstreamError("unauthorised", `${status} from ${url.host}: ${reason}`, { status });
  }
  if (status === 407) {
    return new UpstreamError("unauthorised", `407 from the proxy before ${url.host}: it wants credentials`, { status });
  }
  const seconds = Number(detail.retryAfter);
  return new UpstreamError("status", `${status} from ${url.host}`, {
    status,
    transient: TRANSIENT_STATUSES.has(status),
    retryAfterSeconds: detail.retryAfter === undefined || Number.isNaN(seconds) ? null : seconds,
  });
}

export function hashMismatch(filename: string, url: URL): UpstreamError {
  const message = `${filename} from ${url.host} does not have the digest that the index states`;
  return new UpstreamError("hash-mismatch", message);
}

/** One sentence for an error of a socket, by its code: messages of Node may hold addresses and paths. */
export function connectionTrouble(error: unknown, url: URL): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const certificate = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/.test(code);
  const reason = REASONS.get(code) ?? (code === "" ? "the connection broke" : code);
  const sentence = certificate ? `the TLS connection is not trusted (${code})` : reason;
  return new UpstreamError("unreachable", `${url.host} does not answer: ${sentence}`, { transient: !certificate });
}

const REASONS = new Map([
  ["ECONNREFUSED", "connection refused"],
  ["ECONNRESET", "the connection broke"],
  ["EPIPE", "the connection broke"],
  ["ERR_STREAM_PREMATURE_CLOSE", "the connection broke"],
  ["HPE_INVALID_CONSTANT", "its answer is no HTTP"],
  ["ENOTFOUND", "the name is not known"],
  ["EAI_AGAIN", "the name could not be looked up"],
  ["ETIMEDOUT", "time ran out"],
  ["EHOSTUNREACH", "the host cannot be reached"],
  ["ENETUNREACH", "the network cannot be reached"],
]);

export interface TroubleLog {
  add(error: UpstreamError, project: string | null): void;
  list(): readonly GatewayTrouble[];
}

/** Keeps each trouble once, in the order of their first occurrence. */
export function makeTroubleLog(): TroubleLog {
  const troubles = new Map<string, GatewayTrouble>();
  return {
    add: (error, project) => {
      const key = JSON.stringify([error.kind, error.message, project]);
      if (!troubles.has(key)) troubles.set(key, { kind: error.kind, message: error.message, project });
    },
    list: () => [...troubles.values()],
  };
}
