import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { withoutUserinfo } from "../../../core/index/credentials.ts";
import type { Agents } from "./agents.ts";
import type { HostRules } from "./allowed-hosts.ts";
import { CONNECTIONS, type Gate, makeGate } from "./gate.ts";
import { type HostHealth, makeHostHealth } from "./host-health.ts";
import type { KnownCredentials } from "./known-credentials.ts";
import type { Send, SenderSettings } from "./send-request.ts";
import type { Tally } from "./tally.ts";
import { statusTrouble, UpstreamError } from "./trouble.ts";

export interface UpstreamLimits {
  /** Retries after the first attempt, and the seconds that all waiting together may take. */
  readonly retries: number;
  readonly retrySeconds: number;
  /** Seconds without a byte before a connection is given up. */
  readonly idleSeconds: number;
  /** Seconds for a whole page or METADATA: a server that drips never leaves a connection idle. */
  readonly bodySeconds: number;
}

export interface UpstreamSettings {
  readonly agents: Agents;
  readonly rules: HostRules;
  readonly credentials: KnownCredentials;
  readonly limits: UpstreamLimits;
  /** Shared by upstreams that share the connections; default: one of its own. */
  readonly gate?: Gate;
  readonly tally: Tally;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

export interface UpstreamRequest {
  /** What it counts as. */
  readonly kind: "pages" | "metadata" | "files";
  readonly method: "GET" | "HEAD";
  readonly headers: Readonly<Record<string, string>>;
}

export interface UpstreamAnswer {
  /** 200, 206 or another below 300; 304 when the request was conditional. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire, still compressed. Must be read or destroyed: until then it holds one of the connections. */
  readonly body: IncomingMessage;
  /** After redirects, without userinfo. */
  readonly url: URL;
}

export interface Upstream {
  readonly limits: UpstreamLimits;
  /** One request and its redirects. Any other end than a status below 300 rejects with an UpstreamError. */
  ask(url: URL, request: UpstreamRequest): Promise<UpstreamAnswer>;
  /** Runs a transfer from the host of `url` again, within the limits, while it fails for a reason that may pass. */
  patiently<T>(url: URL, transfer: () => Promise<T>): Promise<T>;
}

const MAX_REDIRECTS = 5;

/** What is read of an answer that nobody wants. */
const DISCARDED_BYTES = 64 * 1024;

/** The client side of the gateway and of the index client: the only place that speaks to real indexes. */
export function makeUpstream(settings: UpstreamSettings): Upstream {
  const health = makeHostHealth();
  const send = sendLater({ ...settings, idleSeconds: settings.limits.idleSeconds });
  const line = { ...settings, send, gate: settings.gate ?? makeGate(CONNECTIONS), health };
  return {
    limits: settings.limits,
    ask: (url, request) => ask(line, url, request),
    patiently: (url, transfer) => patiently(settings, health, url, transfer),
  };
}

/** What speaks HTTP is loaded with the first request: a run whose pages and METADATA all hold makes none. */
function sendLater(settings: SenderSettings): Send {
  let sender: Promise<Send> | null = null;
  return async (...request) => {
    sender ??= import("./send-request.ts").then(({ makeSend }) => makeSend(settings));
    const send = await sender;
    return await send(...request);
  };
}

interface Line extends UpstreamSettings {
  readonly send: Send;
  readonly gate: Gate;
  readonly health: HostHealth;
}

async function ask(line: Line, first: URL, request: UpstreamRequest): Promise<UpstreamAnswer> {
  const { health } = line;
  const leave = await line.gate.enter();
  try {
    const ailment = health.ailment(first.host);
    if (ailment !== null) throw ailment;
    line.tally[request.kind] += 1;
    const answer = await follow(line, first, request);
    health.answered(first.host);
    answer.body.once("close", leave);
    return answer;
  } catch (error) {
    leave();
    if (error instanceof UpstreamError && error.status !== null && !error.transient) health.answered(first.host);
    throw error;
  }
}

async function follow(
  { credentials, rules, send }: Line,
  first: URL,
  request: UpstreamRequest,
): Promise<UpstreamAnswer> {
  let url = first;
  for (let redirects = 0; ; redirects += 1) {
    const authorization = credentials.headerFor(url);
    const headers = authorization === null ? request.headers : { ...request.headers, authorization };
    const plain = withoutUserinfo(url);
    const response = await send(plain, request.method, headers);
    const status = response.statusCode ?? 0;
    const isUnchanged = status === 304 && "if-none-match" in headers;
    if ((status >= 200 && status < 300) || isUnchanged)
      return { status, headers: response.headers, body: response, url: plain };
    discard(response);
    if (status === 401 && (await credentials.findOut(url)) && credentials.headerFor(url) !== authorization) continue;
    const location = response.headers.location;
    if (status < 300 || status >= 400 || location === undefined) {
      const retryAfter = response.headers["retry-after"];
      throw statusTrouble(status, url, { withCredentials: authorization !== null, retryAfter });
    }
    if (redirects === MAX_REDIRECTS) throw refused(first, `more than ${MAX_REDIRECTS} redirects`);
    url = redirected(rules, first, url, location);
  }
}

async function patiently<T>(
  { limits, signal }: UpstreamSettings,
  health: HostHealth,
  { host }: URL,
  transfer: () => Promise<T>,
): Promise<T> {
  const end = Date.now() + limits.retrySeconds * 1000;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await transfer();
    } catch (error) {
      const mayPass = error instanceof UpstreamError && error.transient && health.ailment(host) === null;
      const asked = mayPass && error.retryAfterSeconds !== null ? error.retryAfterSeconds * 1000 : 300 * 2 ** attempt;
      if (!mayPass || attempt >= limits.retries || Date.now() + asked > end) {
        if (!signal.aborted && health.ailment(host) === null) health.failed(host, error);
        throw error;
      }
      await sleep(asked, undefined, { signal });
    }
  }
}

/** Reads a short body, so that the connection can be used again; one without an end is cut off. */
function discard(response: IncomingMessage): void {
  let bytes = 0;
  const tooLong = setTimeout(() => response.destroy(), 2000).unref();
  response.once("close", () => clearTimeout(tooLong));
  response.on("error", () => undefined);
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > DISCARDED_BYTES) response.destroy();
  });
}

function redirected(rules: HostRules, first: URL, from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) throw refused(first, "a redirect to no address");
  const target = new URL(location, from);
  const downgraded = first.protocol === "https:" && target.protocol === "http:";
  const refusal = downgraded ? "a redirect from https to plain http" : rules.refusal(target);
  if (refusal !== null) throw refused(first, refusal);
  return target;
}

function refused(url: URL, why: string): UpstreamError {
  return new UpstreamError("unreachable", `${url.host} sends elsewhere, which was refused: ${why}`);
}
