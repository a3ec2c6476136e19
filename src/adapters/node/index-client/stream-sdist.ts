import { createHash } from "node:crypto";
import type { SdistContent } from "../../../core/index/describe-sdist.ts";
import type { ProjectFile } from "../../../core/index/project-index.ts";
import type { Connected } from "../index/connect.ts";
import { statedDigest } from "../index/digests.ts";
import { FILE_HEADERS } from "../index/fetch-metadata.ts";
import { tooLargeToFetch, WHOLE_LIMIT } from "../index/fetch-whole.ts";
import { connectionTrouble, hashMismatch } from "../index/trouble.ts";
import { readTarGz } from "./sdist-reader.ts";

/**
 * Reads a `.tar.gz` of an index on its way in, keeping nothing. What was read to its end is checked against the index's
 * digest. Null when it is no such archive. Rejects with an UpstreamError, `too-large` when its first 50 MiB do not tell.
 */
export function streamSdist({ upstream, tally }: Connected, file: ProjectFile, url: URL): Promise<SdistContent | null> {
  return upstream.patiently(url, async () => {
    const answer = await upstream.ask(url, { kind: "files", method: "GET", headers: FILE_HEADERS });
    const tooSlow = setTimeout(() => answer.body.destroy(), upstream.limits.bodySeconds * 1000);
    const stated = statedDigest(file.hashes);
    const hash = createHash(stated?.algorithm ?? "sha256");
    let [bytes, isWhole] = [0, false];
    const received = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
        tally.addBytes(chunk.length);
        hash.update(chunk);
        bytes += chunk.length;
        if (bytes > WHOLE_LIMIT) throw tooLargeToFetch(file.filename);
        yield chunk;
      }
      isWhole = true;
    };
    try {
      const content = await readTarGz(received());
      if (isWhole && stated !== null && hash.digest("hex") !== stated.digest) throw hashMismatch(file.filename, url);
      return content;
    } catch (error) {
      if (error instanceof Error && "code" in error && /^Z_/.test(String(error.code))) return null;
      throw connectionTrouble(error, url);
    } finally {
      clearTimeout(tooSlow);
      answer.body.destroy();
    }
  });
}
