import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import type { TestFile, TestProject } from "../projects/project.ts";
import { type Fault, playFault } from "./faults.ts";
import { type Listening, listen } from "./listen.ts";
import { htmlPage, type IndexFormat, jsonPage, wantsJson } from "./pages.ts";
import { type AccessLog, makeAccessLog } from "./requests.ts";

export interface SimpleIndexOptions {
  readonly projects: readonly TestProject[];
  /** `json`: by Accept, JSON or HTML. `html`: always HTML. `html-only`: HTML without `.metadata`, ETag and Cache-Control. */
  readonly format?: IndexFormat;
  /** Of pages and files, where the format has it; `max-age=600` by default. */
  readonly cacheControl?: string;
  /** Whether files answer ranges, and say so; true by default. Without them a range gets the whole file. */
  readonly ranges?: boolean;
  /** Whether wheels have `.metadata` beside them; true by default. */
  readonly metadataFiles?: boolean;
  /** Milliseconds before each answer. */
  readonly delay?: number;
  /** After so many requests every connection breaks before an answer. */
  readonly downAfter?: number;
  /** By path, e.g. `/simple/purepkg/` or `/files/purepkg-1.0.0-py3-none-any.whl`. */
  readonly faults?: Readonly<Record<string, Fault>>;
  readonly auth?: { readonly username: string; readonly password: string };
  /** PEM texts: it speaks https then. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface SimpleIndex extends AccessLog {
  /** `http://127.0.0.1:<port>/simple/` */
  readonly url: string;
  /** `http://127.0.0.1:<port>/find-links/`: every file on one page. */
  readonly findLinksUrl: string;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** May be changed while it runs. */
  readonly faults: Map<string, Fault>;
  close(): Promise<void>;
}

/** A package index on loopback with the Simple API: project pages, files, `.metadata`, ETag, ranges, faults, a log. */
export async function startSimpleIndex(options: SimpleIndexOptions): Promise<SimpleIndex> {
  const faults = new Map(Object.entries(options.faults ?? {}));
  const log = makeAccessLog();
  let taken = 0;
  const listener: RequestListener = (request, response) => {
    log.follow(request, response);
    taken += 1;
    if (taken > (options.downAfter ?? Number.POSITIVE_INFINITY)) {
      response.destroy();
      return;
    }
    answer(options, faults, request, response).catch(() => response.destroy());
  };
  const server = options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  const listening: Listening = await listen(server, options.tls === undefined ? "http" : "https");
  return {
    ...log,
    origin: listening.origin,
    url: `${listening.origin}/simple/`,
    findLinksUrl: `${listening.origin}/find-links/`,
    faults,
    close: listening.close,
  };
}

interface Answer {
  readonly contentType: string;
  readonly body: Uint8Array;
}

async function answer(
  options: SimpleIndexOptions,
  faults: ReadonlyMap<string, Fault>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (options.delay !== undefined) await sleep(options.delay);
  const path = new URL(request.url ?? "/", "http://index.example").pathname;
  if (options.auth !== undefined && !isAuthorised(request, options.auth)) {
    response.writeHead(401, { "WWW-Authenticate": 'Basic realm="test index"' }).end("401 Unauthorized\n");
    return;
  }
  const fault = faults.get(path);
  const found = findAnswer(options, path, request.headers.accept ?? "", fault?.kind === "hash-lie");
  if (fault !== undefined && (await playFault(fault, found, request, response))) return;
  if (found === null) {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("404 Not Found\n");
    return;
  }
  send(found, options, request, response);
}

function isAuthorised(request: IncomingMessage, auth: { username: string; password: string }): boolean {
  const expected = Buffer.from(`${auth.username}:${auth.password}`).toString("base64");
  return request.headers.authorization === `Basic ${expected}`;
}

function findAnswer(options: SimpleIndexOptions, path: string, accept: string, lie: boolean): Answer | null {
  const format = options.format ?? "json";
  const bare = format === "html-only" || options.metadataFiles === false;
  const page = /^\/simple\/([^/]+)\/$/.exec(path)?.[1];
  if (page !== undefined) {
    const project = options.projects.find((item) => item.name === page);
    if (project === undefined) return null;
    return encode(wantsJson(format, accept) ? jsonPage(project, lie, bare) : htmlPage(project, lie, bare));
  }
  if (path === "/find-links/") {
    const files = options.projects.flatMap((project) => project.files);
    const links = htmlPage({ name: "everything", files }, lie, bare);
    return encode({ ...links, body: links.body.replaceAll("../../files/", "../files/") });
  }
  const filename = /^\/files\/([^/]+)$/.exec(path)?.[1];
  return filename === undefined ? null : findFile(options.projects, decodeURIComponent(filename), bare);
}

function findFile(projects: readonly TestProject[], name: string, bare: boolean): Answer | null {
  const files = filesOf(projects);
  const file = files.get(name);
  if (file !== undefined) return { contentType: "application/octet-stream", body: file.bytes };
  const owner = bare || !name.endsWith(METADATA) ? undefined : files.get(name.slice(0, -METADATA.length));
  if (owner === undefined || owner.metadata === null) return null;
  return encode({ contentType: "application/octet-stream", body: owner.metadata });
}

const METADATA = ".metadata";
const FILES = new WeakMap<readonly TestProject[], ReadonlyMap<string, TestFile>>();

/** By name; of several with one name the first. There may be thousands, and each is asked for. */
function filesOf(projects: readonly TestProject[]): ReadonlyMap<string, TestFile> {
  const known = FILES.get(projects);
  if (known !== undefined) return known;
  const all = projects.flatMap((project) => project.files).reverse();
  const files = new Map(all.map((file) => [file.filename, file]));
  FILES.set(projects, files);
  return files;
}

function encode(page: { contentType: string; body: string }): Answer {
  return { contentType: page.contentType, body: new TextEncoder().encode(page.body) };
}

/** With ETag, Cache-Control and one byte range where the index is a modern one; ranges work on every index. */
function send(found: Answer, options: SimpleIndexOptions, request: IncomingMessage, response: ServerResponse): void {
  const headers: Record<string, string> = { "Content-Type": found.contentType };
  if (options.ranges !== false) headers["Accept-Ranges"] = "bytes";
  if (options.format !== "html-only") {
    headers.ETag = `"${createHash("sha256").update(found.body).digest("hex").slice(0, 16)}"`;
    headers["Cache-Control"] = options.cacheControl ?? "max-age=600";
    if (request.headers["if-none-match"] === headers.ETag) {
      response.writeHead(304, headers).end();
      return;
    }
  }
  const range = options.ranges === false ? null : /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "");
  const body = range === null ? found.body : slice(found.body, range[1] ?? "", range[2] ?? "", headers);
  headers["Content-Length"] = String(body.length);
  response.writeHead(range === null ? 200 : 206, headers);
  response.end(request.method === "HEAD" ? undefined : body);
}

function slice(body: Uint8Array, from: string, to: string, headers: Record<string, string>): Uint8Array {
  const start = from === "" ? Math.max(0, body.length - Number(to)) : Number(from);
  const end = from === "" || to === "" ? body.length : Math.min(body.length, Number(to) + 1);
  headers["Content-Range"] = `bytes ${start}-${end - 1}/${body.length}`;
  return body.subarray(start, end);
}
