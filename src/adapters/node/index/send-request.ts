import { type ClientRequest, type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Agents } from "./agents.ts";
import type { HostRules } from "./allowed-hosts.ts";
import { connectionTrouble } from "./trouble.ts";

export interface SenderSettings {
  readonly agents: Agents;
  readonly rules: HostRules;
  /** Seconds without a byte before a connection is given up. */
  readonly idleSeconds: number;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

/** One request as it stands, to the answer's headers. Rejects with an UpstreamError when none comes. */
export type Send = (url: URL, method: string, headers: Readonly<Record<string, string>>) => Promise<IncomingMessage>;

/** The end of the session breaks off what runs. One listener does it: a signal for each request costs as much as the request. */
export function makeSend({ agents, rules, idleSeconds, userAgent, signal }: SenderSettings): Send {
  const running = new Set<ClientRequest>();
  signal.addEventListener("abort", () => {
    for (const request of running) request.destroy(new Error("stopped"));
  });
  return async (url, method, headers) => {
    const lookup = rules.lookupFor(url);
    const options: RequestOptions = {
      method,
      headers: { ...headers, "user-agent": userAgent },
      ...(await agents.connectionFor(url)),
      ...(lookup === undefined ? {} : { lookup }),
    };
    return await new Promise((resolve, reject) => {
      const request = url.protocol === "https:" ? requestHttps(url, options) : requestHttp(url, options);
      running.add(request);
      request.setTimeout(idleSeconds * 1000, () => {
        request.destroy(Object.assign(new Error("idle"), { code: "ETIMEDOUT" }));
      });
      request.once("response", resolve);
      request.once("error", (error) => reject(connectionTrouble(error, url)));
      request.once("close", () => running.delete(request));
      if (signal.aborted) request.destroy(new Error("stopped"));
      else request.end();
    });
  };
}
