import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import tls from "node:tls";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";

export interface AgentSettings {
  /** PEM text in place of the machine's own certificates; null: those. */
  readonly certificates: string | null;
  readonly isTrusted: (url: URL) => boolean;
  readonly proxyFor: (url: URL) => URL | null;
}

export interface Agents {
  agentFor(url: URL): HttpAgent;
  close(): void;
}

/** Connections to one host at a time: enough for speed, and below what indexes call impolite. */
const MAX_SOCKETS = 8;

/** Agents that keep connections open, one for each way of connecting. */
export function makeAgents(settings: AgentSettings): Agents {
  const agents = new Map<string, HttpAgent>();
  return {
    agentFor: (url) => {
      const proxy = settings.proxyFor(url);
      const trusted = settings.isTrusted(url);
      const key = `${url.protocol} ${trusted} ${proxy?.href ?? ""}`;
      const existing = agents.get(key);
      if (existing !== undefined) return existing;
      const agent = makeAgent(url, proxy, settings.certificates, trusted);
      agents.set(key, agent);
      return agent;
    },
    close: () => {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}

function makeAgent(url: URL, proxy: URL | null, certificates: string | null, trusted: boolean): HttpAgent {
  const keep = { keepAlive: true, maxSockets: MAX_SOCKETS };
  if (url.protocol === "http:") return proxy === null ? new HttpAgent(keep) : new HttpProxyAgent(proxy, keep);
  const secure = { ...keep, ca: certificates ?? machineCertificates(), rejectUnauthorized: !trusted };
  return proxy === null ? new HttpsAgent(secure) : new HttpsProxyAgent(proxy, secure);
}

/** What Node and the operating system trust together, where this Node can tell (22.15 and later), else what Node trusts. */
function machineCertificates(): string[] | undefined {
  if (typeof tls.getCACertificates !== "function") return undefined;
  return [...new Set([...tls.getCACertificates("default"), ...tls.getCACertificates("system")])];
}
