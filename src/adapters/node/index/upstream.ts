import { type IncomingHttpHeaders, type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { withoutUserinfo } from "../../../core/index/credentials.ts";
import type { Agents } from "./agents.ts";
import type { HostRules } from "./allowed-hosts.ts";
import type { KnownCredentials } from "./known-credentials.ts";
import { connectionTrouble, statusTrouble, UpstreamError } from "./trouble.ts";

export interface UpstreamLimits {
  /** Retries after the first attempt, and the seconds that all waiting together may take. */
  readonly retries: number;
  readonly retrySeconds: number;
  /** Seconds without a byte before a connection is given up. */
  readonly idleSeconds: number;
}

export interface UpstreamSettings {
  readonly agents: Agents;
  readonly rules: HostRules;
  readonly credentials: KnownCredentials;
  readonly limits: UpstreamLimits;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

export interface UpstreamAnswer {
  /** 200, 206 or another below 300. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire, still compressed. Must be read or destroyed. */
  readonly body: IncomingMessage;
  /** After redirects, without userinfo. */
  readonly url: URL;
}

export interface Upstream {
  /** One request and its redirects. Any other end than a status below 300 rejects with an UpstreamError. */
  ask(
    url: URL,
    request: { method: "GET" | "HEAD"; headers: Readonly<Record<string, string>> },
  ): Promise<UpstreamAnswer>;
  /** Runs a transfer again, within the limits, while it fails for a reason that may pass. */
  patiently<T>(transfer: () => Promise<T>): Promise<T>;
}

const MAX_REDIRECTS = 5;

/** The client side of the gateway: the only place that speaks to real indexes. */
export function makeUpstream(settings: UpstreamSettings): Upstream {
  return {
    ask: async (first, { method, headers }) => {
      let url = first;
      for (let redirects = 0; ; redirects += 1) {
        const authorization = settings.credentials.headerFor(url);
        const sent = authorization === null ? headers : { ...headers, authorization };
        const response = await send(settings, withoutUserinfo(url), method, sent);
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300)
          return { status, headers: response.headers, body: response, url: withoutUserinfo(url) };
        response.resume();
        const location = response.headers.location;
        if (status < 300 || status >= 400 || location === undefined) {
          const retryAfter = response.headers["retry-after"];
          throw statusTrouble(status, url, { withCredentials: authorization !== null, retryAfter });
        }
        if (redirects === MAX_REDIRECTS) throw refused(first, `more than ${MAX_REDIRECTS} redirects`);
        url = redirected(settings.rules, first, url, location);
      }
    },
    patiently: async (transfer) => {
      const { retries, retrySeconds } = settings.limits;
      const end = Date.now() + retrySeconds * 1000;
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await transfer();
        } catch (error) {
          if (!(error instanceof UpstreamError && error.transient) || attempt >= retries) throw error;
          const wait = error.retryAfterSeconds === null ? 300 * 2 ** attempt : error.retryAfterSeconds * 1000;
          if (Date.now() + wait > end) throw error;
          await sleep(wait, undefined, { signal: settings.signal });
        }
      }
    },
  };
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

function send(
  settings: UpstreamSettings,
  url: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingMessage> {
  const lookup = settings.rules.lookupFor(url);
  const options: RequestOptions = {
    method,
    headers: { ...headers, "user-agent": settings.userAgent },
    ...settings.agents.connectionFor(url),
    signal: settings.signal,
    ...(lookup === undefined ? {} : { lookup }),
  };
  return new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? requestHttps(url, options) : requestHttp(url, options);
    request.setTimeout(settings.limits.idleSeconds * 1000, () => {
      request.destroy(Object.assign(new Error("idle"), { code: "ETIMEDOUT" }));
    });
    request.once("response", resolve);
    request.once("error", (error) => reject(connectionTrouble(error, url)));
    request.end();
  });
}
