// Loaded with `node --import`: names below blob.core.windows.net mean this machine, so that the Azure SDK talks to the
// emulator. The clients take another way for such hosts than for any other.
import dns from "node:dns";

const lookup = dns.lookup as (host: string, options: unknown, callback: unknown) => unknown;

function lookupBlobHostsHere(host: string, options: unknown, callback: unknown): unknown {
  const name = String(host).endsWith(".blob.core.windows.net") ? "127.0.0.1" : host;
  return typeof options === "function" ? lookup(name, {}, options) : lookup(name, options, callback);
}

dns.lookup = lookupBlobHostsHere as typeof dns.lookup;
