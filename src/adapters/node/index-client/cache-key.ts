import { createHash, scryptSync } from "node:crypto";
import { withoutUserinfo } from "../../../core/index/credentials.ts";
import { VERSION } from "../../../core/version.ts";
import type { KnownCredentials } from "../index/known-credentials.ts";

/**
 * Names of cache entries: a digest of the address, of what is asked of it, and of who asks, so that what one person's
 * credentials opened is not shown to another. It cannot be turned back: the credentials go through scrypt first. Another
 * version of Wheelhouse has entries of its own, so that their form need not be told apart.
 */
export function makeCacheKeys(credentials: KnownCredentials): (url: URL, asked: string) => string {
  const tags = new Map<string, string>();
  const tagOf = (header: string, origin: string): string => {
    const known = tags.get(header);
    if (known !== undefined) return known;
    const tag = scryptSync(header, origin, 16).toString("hex");
    tags.set(header, tag);
    return tag;
  };
  return (url, asked) => {
    const header = credentials.headerFor(url);
    const who = header === null ? "" : tagOf(header, url.origin);
    return createHash("sha256")
      .update(JSON.stringify([VERSION, withoutUserinfo(url).href, asked, who]))
      .digest("hex");
  };
}
