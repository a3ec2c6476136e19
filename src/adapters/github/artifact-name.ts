import { createHash } from "node:crypto";

const LONGEST = 120;

/**
 * A name that the artifact service takes: no `" : < > | * ? \ /`, no control characters, at most 120 characters. A name
 * that had to be changed gets a digest of the original, so that two names never become one.
 */
export function artifactName(wanted: string): string {
  const allowed = wanted.replace(/["<>|*?\\/:\p{C}]/gu, "-").trim();
  const isClean = allowed === wanted && wanted !== "" && wanted.length <= LONGEST && !/^\.+$/.test(wanted);
  // A name that happens to end like a digest gets one too: somebody else's changed name could be just that.
  if (isClean && !/-[0-9a-f]{8}$/.test(wanted)) return wanted;
  const digest = createHash("sha256").update(wanted).digest("hex").slice(0, 8);
  return `${[...allowed].slice(0, LONGEST - 9).join("") || "wheelhouse"}-${digest}`;
}
