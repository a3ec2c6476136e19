import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Addresses of the machine itself. */
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8);
LOOPBACK.addAddress("::1", "ipv6");

/** Addresses that no index has, but cloud machines answer on with credentials. */
const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet("169.254.0.0", 16);
LINK_LOCAL.addSubnet("fe80::", 10, "ipv6");
LINK_LOCAL.addAddress("fd00:ec2::254", "ipv6");
LINK_LOCAL.addAddress("0.0.0.0");
LINK_LOCAL.addAddress("::", "ipv6");

export interface HostRules {
  /** Whether pip would speak to it: https, loopback, or a trusted host (pip's SECURE_ORIGINS). */
  isSecure(url: URL): boolean;
  /** Why an address that an index named must not be asked; null when it may. */
  refusal(url: URL): string | null;
  /** Why an address is inside this machine or its network link, where no index is; null when it is outside. */
  insideRefusal(url: URL): string | null;
  /** Name lookup for an address that an index named: names of link-local addresses fail. Undefined: Node's own. */
  lookupFor(url: URL): LookupFunction | undefined;
  isTrusted(url: URL): boolean;
}

/**
 * Where the gateway may go. The user's own indexes are always allowed; addresses that these indexes name (links,
 * redirects) only when they are http or https, as secure as pip asks for, and not inside this machine.
 * @param indexUrls asked each time, since requirements files may add some
 * @param trustedHosts `host` or `host:port`
 */
export function makeHostRules(indexUrls: () => readonly URL[], trustedHosts: readonly string[]): HostRules {
  const trusted = new Set(trustedHosts.map((host) => host.toLowerCase()));
  const isTrusted = (url: URL): boolean => trusted.has(url.hostname) || trusted.has(url.host);
  const isIndexHost = (url: URL): boolean => indexUrls().some((index) => index.hostname === url.hostname);
  const isSecure = (url: URL): boolean => url.protocol === "https:" || isLoopback(url.hostname) || isTrusted(url);
  const insideRefusal = (url: URL): string | null => {
    if (isIndexHost(url)) return null;
    if (isWithin(LINK_LOCAL, url.hostname)) return `the address ${url.host} is inside this machine's network link`;
    const fromOutside = !indexUrls().some((index) => isLoopback(index.hostname));
    return fromOutside && isLoopback(url.hostname) ? `the address ${url.host} is inside this machine` : null;
  };
  return {
    isTrusted,
    isSecure,
    insideRefusal,
    lookupFor: (url) => (isIndexHost(url) ? undefined : guardedLookup),
    refusal: (url) => {
      if (url.protocol !== "http:" && url.protocol !== "https:") return `${url.protocol} addresses are not followed`;
      return isSecure(url) ? insideRefusal(url) : `plain http to ${url.host} needs it as a trusted host`;
    },
  };
}

export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || isWithin(LOOPBACK, hostname);
}

function isWithin(list: BlockList, hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? "ipv6" : "ipv4");
}

const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, options, (error, address, family) => {
    const found = typeof address === "string" ? [address] : (address ?? []).map((item) => item.address);
    if (error === null && found.some((item) => isWithin(LINK_LOCAL, item))) {
      callback(Object.assign(new Error("refused"), { code: "EHOSTUNREACH" }), address, family);
    } else {
      callback(error, address, family);
    }
  });
};
