import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { connect } from "../../../src/adapters/node/index/connect.ts";
import { askPage, projectUrl, type RawPage } from "../../../src/adapters/node/index/fetch-page.ts";
import { UpstreamError } from "../../../src/adapters/node/index/trouble.ts";
import { makeIndexClient } from "../../../src/adapters/node/index-client.ts";
import type { IndexSettings } from "../../../src/ports/index-gateway.ts";
import type { OfferedFile } from "./rewrite-page.ts";

/** The index that this machine is configured for, asked by the client that `check` uses. */
export interface PublicIndex {
  /** As it came; null when it has no such project. */
  page(project: string): Promise<RawPage | null>;
  /** Bytes; infinite when it does not say. */
  sizeOf(file: OfferedFile): Promise<number>;
  /** By the cheapest way that works: beside the wheel, or by ranges of it. */
  metadataOf(file: OfferedFile): Promise<string>;
  /** The file, or the part of it that the request is for, as it comes. */
  file(file: OfferedFile, request: IncomingMessage): Promise<PassedFile>;
  /** How many METADATA came which way. */
  ways(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

export interface PassedFile {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

const PASSED_BACK = ["content-type", "content-length", "content-range", "accept-ranges", "etag"];

export async function openPublicIndex(url: string): Promise<PublicIndex> {
  const settings: IndexSettings = {
    indexUrls: [url],
    findLinksUrls: [],
    trustedHosts: [],
    certificateFile: process.env.PIP_CERT ?? null,
    proxy: null,
  };
  const limits = { retries: 3, retrySeconds: 30, idleSeconds: 30, bodySeconds: 60 };
  const connected = await connect(settings, () => [new URL(url)], { limits });
  const session = await makeIndexClient().open({ settings, cacheFolder: null, signal: new AbortController().signal });
  const ways: Record<string, number> = {};
  return {
    page: async (project) => {
      try {
        return (await askPage(connected, projectUrl(new URL(url), project), {})).page;
      } catch (error) {
        if (error instanceof UpstreamError && error.status === 404) return null;
        throw error;
      }
    },
    sizeOf: async (file) => {
      const answer = await connected.upstream.ask(new URL(file.url), { method: "HEAD", headers: {}, kind: "files" });
      answer.body.resume();
      return Number(answer.headers["content-length"] ?? Number.POSITIVE_INFINITY);
    },
    metadataOf: async ({ filename, url: address, hasMetadata }) => {
      const coreMetadata = hasMetadata ? { sha256: null } : null;
      const unsaid = { hashes: {}, requiresPython: null, yanked: null, bytes: null, uploadTime: null };
      const read = await session.metadata({ filename, url: address, coreMetadata, ...unsaid });
      if (read.text === null) throw new Error(`${filename}: ${read.reason}`);
      ways[read.from ?? "unknown"] = (ways[read.from ?? "unknown"] ?? 0) + 1;
      return read.text;
    },
    file: async ({ url: address }, request) => {
      const method = request.method === "HEAD" ? "HEAD" : "GET";
      const answer = await connected.upstream.ask(new URL(address), {
        ...{ method, kind: "files" },
        headers: { "accept-encoding": "identity", ...some(request.headers, ["range"]) },
      });
      return { ...answer, headers: some(answer.headers, PASSED_BACK) };
    },
    ways: () => ways,
    close: async () => {
      connected.stop();
      await session.close();
    },
  };
}

function some(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  const kept = names.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(kept.filter((entry): entry is readonly [string, string] => typeof entry[1] === "string"));
}
