import type { Agent } from "node:http";
import type { SecureContext } from "node:tls";

export interface AgentSettings {
  /** PEM text in place of the machine's own certificates; null: those. */
  readonly certificates: string | null;
  readonly isTrusted: (url: URL) => boolean;
  readonly proxyFor: (url: URL) => URL | null;
}

export interface Connection {
  readonly agent: Agent;
  /** Given with each request: a proxy's agent does not hand its own options on to the connection inside the tunnel. */
  readonly secureContext?: SecureContext;
  readonly rejectUnauthorized?: boolean;
}

export interface Agents {
  connectionFor(url: URL): Promise<Connection>;
  close(): void;
}

/** Agents that keep connections open, one for each way of connecting. The gate decides how many are used at a time. */
export function makeAgents(settings: AgentSettings): Agents {
  const connections = new Map<string, Promise<Connection>>();
  return {
    connectionFor: async (url) => {
      const proxy = settings.proxyFor(url);
      const trusted = settings.isTrusted(url);
      const key = `${url.protocol} ${trusted} ${proxy?.href ?? ""}`;
      const existing = connections.get(key);
      if (existing !== undefined) return await existing;
      const connection = loaded().then((make) => make(url, proxy, settings.certificates, trusted));
      connections.set(key, connection);
      return await connection;
    },
    close: () => {
      for (const connection of connections.values()) {
        connection.then(
          ({ agent }) => agent.destroy(),
          () => undefined,
        );
      }
    },
  };
}

/** TLS and proxies are loaded with the first request: a run whose pages and METADATA all hold makes none. */
async function loaded() {
  return (await import("./make-connection.ts")).makeConnection;
}
