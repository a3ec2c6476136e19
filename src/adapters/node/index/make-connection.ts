import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import tls from "node:tls";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { Connection } from "./agents.ts";
import { CONNECTIONS } from "./gate.ts";

/** A new way of connecting. */
export function makeConnection(url: URL, proxy: URL | null, certificates: string | null, trusted: boolean): Connection {
  const keep = { keepAlive: true, maxSockets: CONNECTIONS };
  if (url.protocol === "http:")
    return { agent: proxy === null ? new HttpAgent(keep) : new HttpProxyAgent(proxy, keep) };
  const ca = certificates ?? machineCertificates();
  // Made once: hundreds of certificates are not to be parsed again for each connection.
  const context = ca === undefined ? {} : { secureContext: tls.createSecureContext({ ca }) };
  // Trusting an index does not say that a proxy spoken to by https is trusted.
  const agent = proxy === null ? new HttpsAgent(keep) : new HttpsProxyAgent(proxy, { ...keep, ...context });
  return { agent, ...context, rejectUnauthorized: !trusted };
}

/** What Node and the operating system trust together, where this Node can tell (22.15 and later), else what Node trusts. */
function machineCertificates(): string[] | undefined {
  if (typeof tls.getCACertificates !== "function") return undefined;
  return [...new Set([...tls.getCACertificates("default"), ...tls.getCACertificates("system")])];
}
