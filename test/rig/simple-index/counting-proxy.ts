import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { listen } from "./listen.ts";
import { type AccessLog, makeAccessLog } from "./requests.ts";

export interface CountingProxy extends AccessLog {
  /** Stands for the target: `http://127.0.0.1:<port>/<path of the target>/`. */
  readonly url: string;
  close(): Promise<void>;
}

const PASSED_ON = ["accept", "range", "if-none-match", "authorization", "user-agent"];
const PASSED_BACK = ["content-type", "etag", "cache-control", "accept-ranges", "content-range", "vary"];

/**
 * A reverse proxy before a real index that logs every request. Absolute addresses of files on project pages are
 * rewritten to go through it too, so that nothing escapes the count.
 * @param target index URL, e.g. `https://index.example/simple/`
 */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const log = makeAccessLog();
  const base = new URL(target);
  const server = createServer((request, response) => {
    log.follow(request, response);
    forward(realAddress(request.url ?? "/", base), `http://${request.headers.host}`, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
  });
  const listening = await listen(server);
  const path = base.pathname.endsWith("/") ? base.pathname : `${base.pathname}/`;
  return { ...log, url: `${listening.origin}${path}`, close: listening.close };
}

/** `/~<folder's address in base64url>/<file>` is a file elsewhere, anything else a path of the target. */
function realAddress(path: string, base: URL): URL {
  const elsewhere = /^\/~([\w-]+)\/(.*)$/.exec(path);
  if (elsewhere?.[1] === undefined) return new URL(path, base);
  return new URL(Buffer.from(elsewhere[1], "base64url").toString() + elsewhere[2]);
}

async function forward(url: URL, own: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = new Headers({ "accept-encoding": "identity" });
  for (const name of PASSED_ON) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const answer = await fetch(url, { headers, method: request.method ?? "GET" });
  const back: Record<string, string> = {};
  for (const name of PASSED_BACK) {
    const value = answer.headers.get(name);
    if (value !== null) back[name] = value;
  }
  const type = answer.headers.get("content-type") ?? "";
  if (/html|json/.test(type) && request.method === "GET") {
    response.writeHead(answer.status, back);
    response.end(rewriteAddresses(await answer.text(), own));
    return;
  }
  const length = answer.headers.get("content-length");
  if (length !== null && answer.headers.get("content-encoding") === null) back["content-length"] = length;
  response.writeHead(answer.status, back);
  if (answer.body === null) response.end();
  else await pipeline(Readable.fromWeb(answer.body), response);
}

function rewriteAddresses(page: string, own: string): string {
  return page.replace(/(href=["']|"url":\s*")(https?:\/\/[^"'#?]*\/)([^"'/]*)/g, (_, before, folder, rest) => {
    return `${before}${own}/~${Buffer.from(folder).toString("base64url")}/${rest}`;
  });
}
