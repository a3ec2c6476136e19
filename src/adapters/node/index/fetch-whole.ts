import type { ProjectFile } from "../../../core/index/project-index.ts";
import type { Connected } from "./connect.ts";
import { areAsStated } from "./digests.ts";
import { FILE_HEADERS } from "./fetch-metadata.ts";
import { readBody } from "./read-body.ts";
import { hashMismatch, UpstreamError } from "./trouble.ts";

/** Bytes of a file that is fetched for nothing but its metadata. */
export const WHOLE_LIMIT = 50 * 1024 * 1024;

/** The file, checked against the index's digest. Rejects with an UpstreamError, `too-large` above `WHOLE_LIMIT`. */
export async function fetchWhole(
  { upstream, tally }: Pick<Connected, "upstream" | "tally">,
  file: ProjectFile,
  url: URL,
): Promise<Uint8Array> {
  if ((file.bytes ?? 0) > WHOLE_LIMIT) throw tooLarge(file);
  const limit = { bytes: WHOLE_LIMIT, seconds: upstream.limits.bodySeconds };
  const bytes = await upstream.patiently(url, async () => {
    tally.files += 1;
    const answer = await upstream.ask(url, { method: "GET", headers: FILE_HEADERS });
    if (Number(answer.headers["content-length"] ?? 0) > WHOLE_LIMIT) {
      answer.body.destroy();
      throw tooLarge(file);
    }
    return await readBody(answer, limit, tally.addBytes);
  });
  if (!areAsStated(bytes, file.hashes)) throw hashMismatch(file.filename, url);
  return bytes;
}

function tooLarge({ filename }: ProjectFile): UpstreamError {
  const limit = `${WHOLE_LIMIT / 1024 / 1024} MiB`;
  return new UpstreamError(
    "too-large",
    `${filename} is larger than ${limit}, too large to be fetched for its metadata`,
  );
}
