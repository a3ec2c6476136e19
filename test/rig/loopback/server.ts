import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type FaultEffect, type Faults, makeFaults } from "./faults.ts";

export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface LoggedRequest {
  /** As the server names it: a method of the protocol, or a path template. */
  readonly operation: string;
  /** The how manieth of this operation, from 1. */
  readonly call: number;
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** JSON when it was sent as such, else null. */
  readonly body: unknown;
  readonly bytes: number;
  /** Null while it is unanswered, and for ever when the connection broke. */
  status: number | null;
}

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly origin: string;
  readonly port: number;
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  close(): Promise<void>;
}

export interface LoopbackService {
  /** The name under which faults and the log know a call. */
  nameOf(call: Call): string;
  /** A rejection is a bug of the rig: status 500 with the stack. */
  handle(call: Call, operation: string): Reply | Promise<Reply>;
}

/**
 * An HTTP server on 127.0.0.1, port chosen by the system, with a request log and switchable faults. Bodies are read
 * whole before the service sees them, so that a service is a function from a call to a reply.
 */
export async function startLoopbackServer(service: LoopbackService): Promise<LoopbackServer> {
  const requests: LoggedRequest[] = [];
  const faults = makeFaults();
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A client that hangs up is none of our business; anything else is a bug of the rig and must be seen.
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(error instanceof Error ? error.stack : String(error));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    if (call === null) return;
    const operation = service.nameOf(call);
    const count = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, count);
    const logged = logEntry(operation, count, call);
    requests.push(logged);
    const effect = faults.find(operation, count);
    const reply = await replyUnder(effect, () => service.handle(call, operation));
    if (reply === "silence") return;
    if (reply === "close") {
      request.socket.destroy();
      return;
    }
    logged.status = reply.status;
    await send(response, call.method, reply, effect);
  }

  return await listen(server, requests, faults);
}

async function listen(server: Server, requests: readonly LoggedRequest[], faults: Faults): Promise<LoopbackServer> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    faults,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Null when the client hung up before its body was complete. */
async function readCall(request: IncomingMessage): Promise<Call | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  return { method: request.method ?? "GET", url, headers: request.headers, body: Buffer.concat(chunks) };
}

function logEntry(operation: string, call: number, { method, url, headers, body }: Call): LoggedRequest {
  const path = url.pathname + url.search;
  return { operation, call, method, path, headers, body: jsonOf(headers, body), bytes: body.length, status: null };
}

function jsonOf(headers: IncomingHttpHeaders, body: Buffer): unknown {
  if (!(headers["content-type"] ?? "").startsWith("application/json")) return null;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}

async function replyUnder(
  effect: FaultEffect | null,
  handle: () => Reply | Promise<Reply>,
): Promise<Reply | "silence" | "close"> {
  switch (effect?.kind) {
    case "silence":
      return "silence";
    case "close":
      return "close";
    case "status":
      return statusReply(effect);
    case "lost-reply":
      await handle();
      return "close";
    case "delay":
      await sleep(effect.milliseconds);
      return await handle();
    case "flip":
      return flipped(await handle(), effect.at);
    default:
      return await handle();
  }
}

function statusReply(effect: FaultEffect & { kind: "status" }): Reply {
  const isText = typeof effect.body === "string";
  const body = isText ? String(effect.body) : JSON.stringify(effect.body ?? {});
  const type = isText ? "text/html" : "application/json";
  return { status: effect.status, headers: { "content-type": type, ...effect.headers }, body: Buffer.from(body) };
}

function flipped(reply: Reply, at: number): Reply {
  if (reply.body === undefined || reply.body.length === 0) return reply;
  const body = Buffer.from(reply.body);
  const index = at % body.length;
  body[index] = (body[index] ?? 0) ^ 0xff;
  return { ...reply, body };
}

async function send(response: ServerResponse, method: string, reply: Reply, effect: FaultEffect | null) {
  const body = reply.body ?? Buffer.alloc(0);
  // The answer to HEAD announces the length of a body that it does not have, so the service sets it itself.
  const length = method === "HEAD" || reply.status === 204 ? {} : { "content-length": String(body.length) };
  response.writeHead(reply.status, { ...length, ...reply.headers });
  if (method === "HEAD") {
    response.end();
  } else if (effect?.kind === "cut") {
    response.write(body.subarray(0, effect.afterBytes), () => response.destroy());
  } else if (effect?.kind === "trickle") {
    await trickle(response, body, effect.bytesPerSecond);
  } else {
    response.end(body);
  }
}

async function trickle(response: ServerResponse, body: Buffer, bytesPerSecond: number): Promise<void> {
  const step = Math.max(1, Math.floor(bytesPerSecond / 10));
  for (let offset = 0; offset < body.length && !response.destroyed; offset += step) {
    response.write(body.subarray(offset, offset + step));
    await sleep(Math.max(1, (1000 * step) / bytesPerSecond));
  }
  response.end();
}
