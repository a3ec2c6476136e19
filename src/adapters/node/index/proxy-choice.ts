import { BlockList, isIPv4 } from "node:net";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an address, as pip chooses it: the one configured for pip for everything, else that of the environment
 * for the scheme, unless NO_PROXY names the host. Null: none.
 */
export function chooseProxy(url: URL, configured: string | null, environment: Environment): URL | null {
  const value = (name: string): string => environment[name.toLowerCase()] ?? environment[name.toUpperCase()] ?? "";
  if (configured !== null && configured !== "") return toProxyUrl(configured);
  if (isExempt(url, value("no_proxy"))) return null;
  return toProxyUrl(value(url.protocol === "https:" ? "https_proxy" : "http_proxy") || value("all_proxy"));
}

/** `proxy.example:3128` without a scheme is an http proxy. */
function toProxyUrl(text: string): URL | null {
  if (text === "") return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  return URL.canParse(address) ? new URL(address) : null;
}

/** NO_PROXY: `*`, host names with all below them, `host:port`, IPv4 addresses and networks (`10.0.0.0/8`). */
function isExempt(url: URL, list: string): boolean {
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => entry === "*" || matches(entry.toLowerCase(), hostname, port));
}

function matches(entry: string, hostname: string, port: string): boolean {
  const network = /^([\d.]+)\/(\d{1,2})$/.exec(entry);
  if (network?.[1] !== undefined) return isIPv4(network[1]) && isInNetwork(network[1], Number(network[2]), hostname);
  const [, host = "", only = ""] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (host === "" || (only !== "" && only !== port)) return false;
  return hostname === host || hostname.endsWith(`.${host}`);
}

function isInNetwork(network: string, prefix: number, hostname: string): boolean {
  if (!isIPv4(hostname) || prefix > 32) return false;
  const list = new BlockList();
  list.addSubnet(network, prefix);
  return list.check(hostname);
}
