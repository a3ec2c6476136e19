import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

/** Answers with a file of this machine, whole or the one range that was asked for. */
export async function sendFile(
  path: string,
  bytes: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const range = rangeOf(request.headers.range, bytes);
  if (range === "unsatisfiable") {
    response.writeHead(416, { "content-range": `bytes */${bytes}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  response.writeHead(range === null ? 200 : 206, {
    "content-type": "application/octet-stream",
    "content-length": end - start + 1,
    "accept-ranges": "bytes",
    // Addresses of a session never come again: a client that kept them would only fill its disk.
    "cache-control": "no-store",
    ...(range === null ? {} : { "content-range": `bytes ${start}-${end}/${bytes}` }),
  });
  if (request.method === "HEAD" || bytes === 0) response.end();
  else await pipeline(createReadStream(path, { start, end }), response);
}

/** Null: the whole file, which is also the answer to several ranges and to units other than bytes (RFC 9110 §14.2). */
function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  const [, from = "", to = ""] = match ?? [];
  if (match === null || (from === "" && to === "")) return null;
  const start = from === "" ? Math.max(0, bytes - Number(to)) : Number(from);
  const end = from === "" || to === "" ? bytes - 1 : Math.min(Number(to), bytes - 1);
  return start > end ? "unsatisfiable" : { start, end };
}
