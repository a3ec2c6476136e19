import { createHash } from "node:crypto";

/** Best first; what an index may state and Node can compute. */
const ALGORITHMS = ["sha256", "sha512", "sha384", "sha224", "sha1", "md5"];

/** The digest of an index that counts; null when it states none that can be computed. */
export function statedDigest(hashes: Readonly<Record<string, string>>): { algorithm: string; digest: string } | null {
  for (const algorithm of ALGORITHMS) {
    const digest = hashes[algorithm];
    if (digest !== undefined) return { algorithm, digest };
  }
  return null;
}

/** Whether bytes are what an index says they are; true when it says nothing. */
export function areAsStated(bytes: Uint8Array, hashes: Readonly<Record<string, string>>): boolean {
  const stated = statedDigest(hashes);
  return stated === null || createHash(stated.algorithm).update(bytes).digest("hex") === stated.digest;
}
