import { createHash, randomBytes } from "node:crypto";
import type { Call, Reply } from "../loopback/server.ts";

/** One uploaded object. `content` is null until a PUT or a block list has made it whole. */
export interface Blob {
  readonly id: string;
  content: Buffer | null;
  contentType: string;
  /** Blocks that were put and are not committed, by block id. */
  readonly staged: Map<string, Buffer>;
  modified: Date;
}

export interface BlobStore {
  make(): Blob;
  /** An address that allows one thing with one blob until `expireAddresses`. `filename` goes into Content-Disposition. */
  sign(blob: Blob, use: "upload" | "download", filename?: string): string;
  expireAddresses(): void;
  handle(call: Call): Reply;
}

interface Grant {
  readonly blob: Blob;
  readonly use: "upload" | "download";
  readonly filename: string | undefined;
}

/** Azure's block blobs as far as the clients use them, at `/blobs/<id>`. `origin` is where the addresses point. */
export function makeBlobStore(origin: () => string): BlobStore {
  const grants = new Map<string, Grant>();
  return {
    make() {
      const id = randomBytes(8).toString("hex");
      return { id, content: null, contentType: "application/octet-stream", staged: new Map(), modified: new Date() };
    },
    sign(blob, use, filename) {
      const signature = randomBytes(16).toString("base64url");
      grants.set(signature, { blob, use, filename });
      return `${origin()}/blobs/${blob.id}?sp=${use === "upload" ? "cw" : "r"}&sig=${signature}`;
    },
    expireAddresses: () => grants.clear(),
    handle(call) {
      const grant = grants.get(call.url.searchParams.get("sig") ?? "");
      if (grant === undefined || call.url.pathname !== `/blobs/${grant.blob.id}`) {
        return failure(403, "AuthenticationFailed", "Server failed to authenticate the request.");
      }
      const wanted = call.method === "PUT" ? "upload" : "download";
      if (grant.use !== wanted) return failure(403, "AuthorizationPermissionMismatch", `Not signed for ${wanted}.`);
      return call.method === "PUT" ? put(grant.blob, call) : get(grant, call);
    },
  };
}

/** The name of a blob call for faults and the log. */
export function blobOperation(call: Call): string {
  if (call.method === "HEAD") return "HeadBlob";
  if (call.method !== "PUT") return "GetBlob";
  const part = call.url.searchParams.get("comp");
  return part === "block" ? "PutBlock" : part === "blocklist" ? "PutBlockList" : "PutBlob";
}

function put(blob: Blob, call: Call): Reply {
  switch (call.url.searchParams.get("comp")) {
    case "block":
      return putBlock(blob, call.url.searchParams.get("blockid") ?? "", call.body);
    case "blocklist":
      return putBlockList(blob, call);
    default:
      return commit(blob, call, Buffer.from(call.body));
  }
}

function putBlock(blob: Blob, id: string, body: Buffer): Reply {
  const [sibling] = blob.staged.keys();
  // Azure: base64 of at most 64 bytes, all of one length within a blob.
  const bytes = Buffer.from(id, "base64").length;
  if (bytes === 0 || bytes > 64 || (sibling !== undefined && sibling.length !== id.length)) {
    return failure(400, "InvalidQueryParameterValue", "Value for one of the query parameters is invalid: blockid.");
  }
  blob.staged.set(id, body);
  return { status: 201, headers: commonHeaders() };
}

function putBlockList(blob: Blob, call: Call): Reply {
  const ids = [...call.body.toString("utf8").matchAll(/<(?:Latest|Uncommitted)>([^<]*)</g)].map(([, id]) => id ?? "");
  const blocks: Buffer[] = [];
  for (const id of ids) {
    const block = blob.staged.get(id);
    if (block === undefined) return failure(400, "InvalidBlockList", "The specified block list is invalid.");
    blocks.push(block);
  }
  return commit(blob, call, Buffer.concat(blocks));
}

function commit(blob: Blob, call: Call, content: Buffer): Reply {
  blob.content = content;
  blob.staged.clear();
  blob.modified = new Date();
  const type = call.headers["x-ms-blob-content-type"];
  if (typeof type === "string") blob.contentType = type;
  return { status: 201, headers: { ...commonHeaders(), ...identity(blob, content) } };
}

function get({ blob, filename }: Grant, call: Call): Reply {
  const { content } = blob;
  if (content === null) return failure(404, "BlobNotFound", "The specified blob does not exist.");
  const headers: Record<string, string> = {
    ...commonHeaders(),
    ...identity(blob, content),
    "content-type": blob.contentType,
    "accept-ranges": "bytes",
    "x-ms-blob-type": "BlockBlob",
  };
  if (filename !== undefined) {
    headers["content-disposition"] = `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`;
  }
  if (call.method === "HEAD") return { status: 200, headers: { ...headers, "content-length": String(content.length) } };
  const asked = call.headers["x-ms-range"] ?? call.headers.range;
  const range = /^bytes=(\d+)-(\d*)$/.exec(String(asked ?? ""));
  if (range === null) return { status: 200, headers, body: content };
  const first = Number(range[1]);
  const last = Math.min(range[2] ? Number(range[2]) : Number.POSITIVE_INFINITY, content.length - 1);
  if (first > last) return failure(416, "InvalidRange", "The range specified is invalid.");
  headers["content-range"] = `bytes ${first}-${last}/${content.length}`;
  return { status: 206, headers, body: content.subarray(first, last + 1) };
}

function identity(blob: Blob, content: Buffer): Record<string, string> {
  const tag = createHash("sha256").update(`${blob.id}-${content.length}-${blob.modified.getTime()}`).digest("hex");
  return { etag: `"0x${tag.slice(0, 15).toUpperCase()}"`, "last-modified": blob.modified.toUTCString() };
}

/** A missing `x-ms-request-id` has made clients fail, so every answer has one. */
function commonHeaders(): Record<string, string> {
  return { "x-ms-request-id": randomBytes(16).toString("hex"), "x-ms-version": "2026-02-06" };
}

function failure(status: number, code: string, message: string): Reply {
  const xml = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  const headers = { ...commonHeaders(), "content-type": "application/xml", "x-ms-error-code": code };
  return { status, headers, body: Buffer.from(xml) };
}
