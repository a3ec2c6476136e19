import { publicUrl } from "../../../core/index/credentials.ts";
import type { ProjectIndex } from "../../../core/index/project-index.ts";
import type { Connected } from "../index/connect.ts";
import { askPage, PAGE_ACCEPT, type RawPage, readPage } from "../index/fetch-page.ts";
import { makeCacheKeys } from "./cache-key.ts";
import type { DiskStore } from "./disk-store.ts";
import { decodeKeptPage, encodeKeptPage, type KeptPage } from "./kept-page.ts";

export interface PageReader {
  /** Rejects with an UpstreamError. */
  read(url: URL): Promise<ProjectIndex>;
}

/**
 * Pages from disk while the index said that they hold, else from the index, which is told what is on disk already. When the
 * index does not answer, an old page is no answer either: it would say "absent" of what was added since.
 */
export function makePageReader(connected: Connected, store: DiskStore, redact: (text: string) => string): PageReader {
  const keyOf = makeCacheKeys(connected.credentials);
  return {
    read: async (url) => {
      const key = keyOf(url, PAGE_ACCEPT);
      const entry = store.read(key);
      const kept = entry === null ? null : decodeKeptPage(entry);
      if (kept !== null && isFresh(kept)) return kept.page();
      const answer = await askPage(connected, url, kept === null ? {} : conditionOf(kept));
      if (answer.page === null && kept !== null) {
        store.renew(key);
        return kept.page();
      }
      if (answer.page === null) throw new Error("304 without a condition");
      const page = readPage(answer.page);
      // The page's own address may have a token in its query.
      const told = { ...page, url: publicUrl(page.url) };
      if (isFitToKeep(answer.page, told, redact)) {
        const fresh = encodeKeptPage(told, answer.headers);
        // The key again: the credentials may have been found out by the request.
        if (fresh !== null) store.write(keyOf(url, PAGE_ACCEPT), fresh.note, fresh.body);
      }
      return page;
    },
  };
}

/** A clock that was put back makes nothing fresh for ever. */
function isFresh({ renewed, freshSeconds }: KeptPage): boolean {
  const age = Date.now() - renewed;
  return age > -60_000 && age < freshSeconds * 1000;
}

function conditionOf({ etag, lastModified }: KeptPage): Readonly<Record<string, string>> {
  return {
    ...(etag === null ? {} : { "if-none-match": etag }),
    ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
  };
}

/** Addresses that carry credentials or signatures, and any text that holds a known secret, stay off the disk. */
function isFitToKeep(raw: RawPage, page: ProjectIndex, redact: (text: string) => string): boolean {
  if (page.files.some(({ url }) => /[@?]/.test(url))) return false;
  const text = `${page.url}\n${new TextDecoder().decode(raw.body)}`;
  return redact(text) === text;
}
