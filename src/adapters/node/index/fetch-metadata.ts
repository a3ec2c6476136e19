import type { ProjectFile } from "../../../core/index/project-index.ts";
import type { Connected } from "./connect.ts";
import { areAsStated } from "./digests.ts";
import { readBody } from "./read-body.ts";
import { hashMismatch, UpstreamError } from "./trouble.ts";

/** Files are passed on byte for byte: what a server calls their encoding is part of them. */
export const FILE_HEADERS = { accept: "*/*", "accept-encoding": "identity" };

/** Bytes of a METADATA file. The largest real ones are below 1 MiB. */
export const METADATA_LIMIT = 16 * 1024 * 1024;

/**
 * The `.metadata` beside a file (PEP 658), checked against the digest that the page states. Null when the index does not
 * have it after all. Rejects with an UpstreamError, `hash-mismatch` when it is a wrong one.
 */
export async function fetchMetadata(
  { upstream, tally }: Pick<Connected, "upstream" | "tally">,
  file: ProjectFile,
): Promise<Uint8Array | null> {
  const url = new URL(file.url);
  url.pathname += ".metadata";
  try {
    const bytes = await upstream.patiently(url, async () => {
      const answer = await upstream.ask(url, { kind: "metadata", method: "GET", headers: FILE_HEADERS });
      return await readBody(answer, { bytes: METADATA_LIMIT, seconds: upstream.limits.bodySeconds }, tally.addBytes);
    });
    const stated = file.coreMetadata?.sha256 ?? null;
    if (stated !== null && !areAsStated(bytes, { sha256: stated }))
      throw hashMismatch(`${file.filename}.metadata`, url);
    return bytes;
  } catch (error) {
    if (error instanceof UpstreamError && (error.isAbsence || error.kind === "too-large")) return null;
    throw error;
  }
}
