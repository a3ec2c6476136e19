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
  /** How many METADATA came which way. */
  ways(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

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
    ways: () => ways,
    close: async () => {
      connected.stop();
      await session.close();
    },
  };
}
