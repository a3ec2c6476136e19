import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { UpstreamError } from "../../../src/adapters/node/index/trouble.ts";
import { parseWheelFilename } from "../../../src/core/pep/wheel-filename.ts";
import { listen } from "../simple-index/listen.ts";
import type { PublicIndex } from "./public-index.ts";
import { type OfferedFile, rewritePage } from "./rewrite-page.ts";

export interface MirrorRules {
  /** Wheels of more bytes are not touched, not even for their METADATA. Default: 50 MB. */
  readonly largest?: number;
  /** Leaves a file out of its page, by its name. */
  readonly hides?: (project: string, filename: string) => boolean;
  /** Gives files whole too. */
  readonly hasFiles?: true;
}

/** A loopback index with the pages of the real one, each fetched once, as it came but for the addresses of files. */
export interface Mirror {
  readonly url: string;
  /** Projects whose page was asked of the real index, once for each time. */
  readonly pages: readonly string[];
  /** Wheels whose METADATA was read from the real index. */
  readonly read: readonly string[];
  /** Wheels over the limit, which are judged from their tags. */
  readonly unread: readonly string[];
  /** Files that somebody wanted whole: but for an installation nobody should. */
  readonly downloads: readonly string[];
  close(): Promise<void>;
}

interface Answer {
  readonly type: string;
  readonly body: string;
}

const LARGEST = 50_000_000;

export async function startMirror(
  index: PublicIndex,
  { largest = LARGEST, hides = () => false, hasFiles }: MirrorRules = {},
): Promise<Mirror> {
  const [pages, read, unread, downloads]: [string[], string[], string[], string[]] = [[], [], [], []];
  const pageAnswers = new Map<string, Promise<Answer | null>>();
  const metadataAnswers = new Map<string, Promise<Answer>>();
  const files = new Map<string, OfferedFile>();

  const makePage = async (project: string): Promise<Answer | null> => {
    pages.push(project);
    const raw = await index.page(project);
    if (raw === null) return null;
    const page = rewritePage(raw, files.size, (filename) => hides(project, filename));
    for (const file of page.files) files.set(file.key, file);
    return { type: raw.contentType, body: page.body };
  };
  const makeMetadata = async (file: OfferedFile): Promise<Answer> => {
    const isLarge = largest < Number.POSITIVE_INFINITY && (await index.sizeOf(file)) > largest;
    (isLarge ? unread : read).push(file.filename);
    return { type: "text/plain", body: isLarge ? leastMetadata(file.filename) : await index.metadataOf(file) };
  };
  const answer = async (path: string): Promise<Answer | null> => {
    const [, project] = /^\/simple\/([^/]+)\/$/.exec(path) ?? [];
    if (project !== undefined) return once(pageAnswers, project, () => makePage(project));
    const { file, key, isMetadata } = fileAt(path);
    if (file === undefined) return null;
    if (isMetadata) return once(metadataAnswers, key, () => makeMetadata(file));
    downloads.push(file.filename);
    return null;
  };
  const pass = async (file: OfferedFile, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isWhole = request.method === "GET" && request.headers.range === undefined;
    if (isWhole) downloads.push(file.filename);
    const { status, headers, body } = await index.file(file, request);
    response.writeHead(status, headers);
    pipeline(body, response, () => {});
  };

  const fileAt = (path: string) => {
    const [, key = "", suffix] = /^\/files\/(\d+)\/.+?(\.metadata)?$/.exec(path) ?? [];
    return { key, file: files.get(key), isMetadata: suffix !== undefined };
  };

  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    const { file, isMetadata } = fileAt(path);
    const isPassed = hasFiles !== undefined && file !== undefined && !isMetadata;
    const done = isPassed ? pass(file, request, response) : answer(path).then((found) => send(response, found));
    done.catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(error instanceof UpstreamError ? (error.status ?? 502) : 502);
      response.end(String(error));
    });
  });
  // The usual five seconds may end just as somebody takes the connection up again.
  server.keepAliveTimeout = 600_000;
  const { origin, close } = await listen(server);
  return { url: `${origin}/simple/`, pages, read, unread, downloads, close };
}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = make();
  known.set(key, found);
  // What failed is asked for again.
  found.catch(() => known.delete(key));
  return found;
}

function send(response: ServerResponse, answer: Answer | null): void {
  if (answer === null) response.writeHead(404).end();
  else response.writeHead(200, { "content-type": answer.type }).end(answer.body);
}

/** All that an installer needs to take a wheel without what it requires. */
function leastMetadata(filename: string): string {
  const wheel = parseWheelFilename(filename);
  if (!wheel.ok) throw new Error(`${filename} is no name of a wheel`);
  return `Metadata-Version: 2.1\nName: ${wheel.value.name}\nVersion: ${wheel.value.version.normalized}\n`;
}
