import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import tls from "node:tls";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { CONNECTIONS } from "./gate.ts";

export interface AgentSettings {
  /** PEM text in place of the machine's own certificates; null: those. */
  readonly certificates: string | null;
  readonly isTrusted: (url: URL) => boolean;
  readonly proxyFor: (url: URL) => URL | null;
}

export interface Connection {
  readonly agent: HttpAgent;
  /** Given with each request: a proxy's agent does not hand its own options on to the connection inside the tunnel. */
  readonly secureContext?: tls.SecureContext;
  readonly rejectUnauthorized?: boolean;
}

export interface Agents {
  connectionFor(url: URL): Connection;
  close(): void;
}

/** Agents that keep connections open, one for each way of connecting. The gate decides how many are used at a time. */
export function makeAgents(settings: AgentSettings): Agents {
  const connections = new Map<string, Connection>();
  return {
    connectionFor: (url) => {
      const proxy = settings.proxyFor(url);
      const trusted = settings.isTrusted(url);
      const key = `${url.protocol} ${trusted} ${proxy?.href ?? ""}`;
      const existing = connections.get(key);
      if (existing !== undefined) return existing;
      const connection = makeConnection(url, proxy, settings.certificates, trusted);
      connections.set(key, connection);
      return connection;
    },
    close: () => {
      for (const { agent } of connections.values()) agent.destroy();
    },
  };
}

function makeConnection(url: URL, proxy: URL | null, certificates: string | null, trusted: boolean): Connection {
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
