import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const MAX_NAME = 120;
/** The end that marks a name as normalised; a clean name that happens to end like this is normalised too. */
const DIGEST_END = /-[0-9a-f]{16}$/;

/**
 * A name that the artifact service takes (it refuses `" : < > | * ? \ /`, CR, LF and the empty name), whatever was wanted.
 * A name that needs no change stays as it is; every other one ends with a digest of what was wanted, so that two wanted
 * names never give the same one.
 *
 * @example artifactName("wheels/cp312") // "wheels_cp312-" and 16 hex digits
 */
export function artifactName(wanted: string): string {
  const isClean = /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(wanted) && wanted.length <= MAX_NAME;
  if (isClean && !DIGEST_END.test(wanted)) return wanted;
  const readable = wanted.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^[^A-Za-z0-9]+/, "") || "wheelhouse";
  const digest = bytesToHex(sha256(utf8ToBytes(JSON.stringify(wanted)))).slice(0, 16);
  return `${readable.slice(0, MAX_NAME - digest.length - 1)}-${digest}`;
}
