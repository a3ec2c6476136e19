import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { formatFor, renderSimplePage } from "../../../core/index/render-simple-page.ts";
import { connectionTrouble, type UpstreamError } from "../index/trouble.ts";
import type { AddressBook, FileRecord, Place } from "./address-book.ts";
import type { Pages } from "./pages.ts";
import type { Transfers } from "./transfers.ts";

export interface ServedParts {
  readonly book: AddressBook;
  readonly pages: Pages;
  readonly transfers: Transfers;
  readonly onTrouble: (error: UpstreamError, project: string | null) => void;
}

export interface GatewayServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on a free port of `host`. Only GET and HEAD, and only paths that begin with the session's token.
 * @param parts asked at each request, since the addresses need the port first
 */
export async function startServer(host: string, parts: () => ServedParts): Promise<GatewayServer> {
  const server = createServer((request, response) => {
    handle(parts(), request, response).catch(() => response.destroy());
  });
  // A client between two requests must not find its connection closed: pip without retries would fail.
  server.keepAliveTimeout = 600_000;
  server.listen(0, host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(parts: ServedParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const place = parts.book.find(request.url ?? "");
  if (place === null) {
    sendText(response, 404, "Not found");
    return;
  }
  try {
    if (place.kind === "page") await sendPage(parts.pages, place, request, response);
    else if (place.part === "whole") await parts.transfers.answer(place.record, request, response);
    else await sendMetadata(parts.transfers, place.record, request, response);
  } catch (error) {
    if (response.destroyed && !response.headersSent) return;
    fail(parts, place, error, response);
  }
}

async function sendPage(
  pages: Pages,
  { standIn, project }: Place & { kind: "page" },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if ((standIn.kind === "index") === (project === null)) {
    sendText(response, 404, "Not found");
    return;
  }
  const page = await pages.read(standIn, project);
  const format = formatFor(request.headers.accept ?? "", request.headers["user-agent"] ?? "");
  const { contentType, body } = renderSimplePage(page, format);
  sendBytes(request, response, contentType, Buffer.from(body));
}

async function sendMetadata(
  transfers: Transfers,
  record: FileRecord,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await transfers.metadata(record);
  if (bytes === null) sendText(response, 404, "Not found");
  else sendBytes(request, response, "application/octet-stream", bytes);
}

function sendBytes(request: IncomingMessage, response: ServerResponse, type: string, body: Uint8Array): void {
  response.writeHead(200, { "content-type": type, "content-length": body.length, "cache-control": "no-store" });
  response.end(request.method === "HEAD" ? undefined : body);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(`${text}\n`);
}

/** Passes the index's status on, or breaks the connection when part of an answer is out already. */
function fail(parts: ServedParts, place: Place, error: unknown, response: ServerResponse): void {
  const source = place.kind === "page" ? place.standIn.url : new URL(place.record.source.url);
  const trouble = connectionTrouble(error, source);
  // A client that went away is no trouble of the index; pages report their own.
  if (place.kind === "file" && !isAbandoned(error)) parts.onTrouble(trouble, place.record.file.project);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // The index's 401 was meant for the gateway: pip would answer it by asking the person for a password.
  sendText(response, trouble.status === 401 ? 403 : (trouble.status ?? 502), trouble.message);
}

function isAbandoned(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
