import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What goes wrong with the answers of one path. */
export type Fault =
  /** Answers the first `times` requests (default: all) with this status. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly times?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The whole Content-Length, but only so many bytes, then the connection breaks. */
  | { readonly kind: "cut"; readonly after: number }
  /** The connection breaks before an answer. */
  | { readonly kind: "close"; readonly times?: number }
  /** The right body under this media type. */
  | { readonly kind: "type"; readonly contentType: string }
  /** A page that goes on for ever. */
  | { readonly kind: "endless"; readonly contentType?: string }
  /** Each answer redirects to itself with a higher number. */
  | { readonly kind: "redirect-loop" }
  | { readonly kind: "redirect"; readonly to: string }
  /** Every file of the page has a digest that is not its own. */
  | { readonly kind: "hash-lie" }
  /** This body instead. */
  | {
      readonly kind: "body";
      readonly contentType: string;
      readonly body: string | Uint8Array;
      readonly headers?: Readonly<Record<string, string>>;
    };

const played = new WeakMap<Fault, number>();

/**
 * Plays a fault; `found` is what the answer would have been.
 * @returns false when the request is to be answered as if nothing was wrong
 */
export async function playFault(
  fault: Fault,
  found: { readonly contentType: string; readonly body: Uint8Array } | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const count = (played.get(fault) ?? 0) + 1;
  played.set(fault, count);
  switch (fault.kind) {
    case "hash-lie":
      return false;
    case "status":
      if (count > (fault.times ?? Number.POSITIVE_INFINITY)) return false;
      response.writeHead(fault.status, { ...fault.headers }).end(`${fault.status}\n`);
      return true;
    case "close":
      if (count > (fault.times ?? Number.POSITIVE_INFINITY)) return false;
      response.destroy();
      return true;
    case "cut":
      response.writeHead(200, {
        "Content-Type": found?.contentType ?? "text/html",
        "Content-Length": found?.body.length ?? fault.after + 1,
      });
      response.write(found?.body.subarray(0, fault.after) ?? Buffer.alloc(fault.after), () => response.destroy());
      return true;
    case "type":
      response.writeHead(200, { "Content-Type": fault.contentType }).end(found?.body ?? "");
      return true;
    case "body":
      response.writeHead(200, { "Content-Type": fault.contentType, ...fault.headers }).end(fault.body);
      return true;
    case "redirect":
      response.writeHead(302, { Location: fault.to }).end();
      return true;
    case "redirect-loop":
      response.writeHead(302, { Location: `${(request.url ?? "/").replace(/\?.*$/s, "")}?${count}` }).end();
      return true;
    case "endless":
      await pourForever(response, fault.contentType ?? "text/html");
      return true;
  }
}

async function pourForever(response: ServerResponse, contentType: string): Promise<void> {
  const line = Buffer.from(`${'<a href="nothing">nothing</a>'.repeat(2048)}\n`);
  const endless = Readable.from(
    (function* () {
      for (;;) yield line;
    })(),
  );
  response.writeHead(200, { "Content-Type": contentType });
  await pipeline(endless, response).catch(() => undefined);
}
