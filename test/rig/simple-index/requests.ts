import type { IncomingMessage, ServerResponse } from "node:http";

export type RequestKind = "page" | "file" | "metadata" | "other";

export interface LoggedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly kind: RequestKind;
  readonly authorization: string | null;
}

export interface AccessLog {
  /** Answered requests, in the order in which the answers ended. */
  readonly requests: LoggedRequest[];
  count(kind: RequestKind): number;
  /** Forgets what was logged so far. */
  forget(): void;
}

export function makeAccessLog(): AccessLog & { follow(request: IncomingMessage, response: ServerResponse): void } {
  const requests: LoggedRequest[] = [];
  return {
    requests,
    count: (kind) => requests.filter((request) => request.kind === kind).length,
    forget: () => {
      requests.length = 0;
    },
    follow: (request, response) => {
      response.once("close", () => {
        const path = (request.url ?? "/").replace(/\?.*$/s, "");
        const authorization = request.headers.authorization ?? null;
        const method = request.method ?? "";
        requests.push({ method, path, status: response.statusCode, kind: kindOf(path), authorization });
      });
    },
  };
}

/** By its end: what pip and uv ask an index for. */
function kindOf(path: string): RequestKind {
  if (path.endsWith(".metadata")) return "metadata";
  if (/\.(whl|tar\.gz|zip|tar\.bz2|tgz)$/.test(path)) return "file";
  return path.endsWith("/") ? "page" : "other";
}
