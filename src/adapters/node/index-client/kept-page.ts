import type { ProjectIndex } from "../../../core/index/project-index.ts";
import type { KeptEntry } from "./disk-store.ts";
import { type Freshness, freshnessOf } from "./freshness.ts";

/** A page on disk as it was read, not as it came: reading it again takes a third of the time. */
export interface KeptPage {
  readonly page: ProjectIndex;
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
  return { note: { etag, lastModified, freshSeconds: seconds }, body: Buffer.from(JSON.stringify(page)) };
}

/** Null when it is not what `encodeKeptPage` makes. */
export function decodeKeptPage({ note, body, renewed }: KeptEntry): KeptPage | null {
  const freshSeconds = typeof note.freshSeconds === "number" ? note.freshSeconds : 0;
  const page = readPage(body.toString("utf8"));
  if (page === null) return null;
  return { page, etag: textOf(note.etag), lastModified: textOf(note.lastModified), freshSeconds, renewed };
}

/** The digest of the entry says that it was written by us; the form is that of this very version (see the key). */
function readPage(text: string): ProjectIndex | null {
  try {
    const page: ProjectIndex = JSON.parse(text);
    return Array.isArray(page.files) ? page : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
