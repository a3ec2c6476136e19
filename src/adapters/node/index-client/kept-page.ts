import type { ProjectIndex } from "../../../core/index/project-index.ts";
import type { KeptEntry } from "./disk-store.ts";
import { type Freshness, freshnessOf } from "./freshness.ts";
import { packPage, unpackPage } from "./packed-page.ts";

/** A page on disk as it was read, not as it came, so that reading it again takes a fraction of the time. */
export interface KeptPage {
  /** Read when it is needed: while an index is asked whether it still holds, there is time for that. */
  readonly page: () => ProjectIndex;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Seconds after `renewed` for which it holds without a question. */
  readonly freshSeconds: number;
  readonly renewed: number;
}

type Headers = Parameters<typeof freshnessOf>[0];

/** What to write for a page; null when the index forbids it, or keeping it would save nothing. */
export function encodeKeptPage(page: ProjectIndex, headers: Headers): Pick<KeptEntry, "note" | "body"> | null {
  const { mayKeep, seconds }: Freshness = freshnessOf(headers);
  const [etag, lastModified] = [textOf(headers.etag), textOf(headers["last-modified"])];
  if (!mayKeep || (etag === null && lastModified === null && seconds === 0)) return null;
  return { note: { etag, lastModified, freshSeconds: seconds }, body: packPage(page) };
}

/** Of an entry that `encodeKeptPage` made: its digest says so, and the form is that of this very version (see the key). */
export function decodeKeptPage({ note, body, renewed }: KeptEntry): KeptPage {
  const freshSeconds = typeof note.freshSeconds === "number" ? note.freshSeconds : 0;
  return {
    page: () => unpackPage(body),
    etag: textOf(note.etag),
    lastModified: textOf(note.lastModified),
    freshSeconds,
    renewed,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
