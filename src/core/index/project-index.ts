import type { Problem } from "../problem.ts";

/** One file of a project page, as the Simple API describes it (PEP 503, 592, 658, 691, 700, 714). */
export interface ProjectFile {
  /** Checked to be a plain file name: no "/", no "\", no control characters. */
  readonly filename: string;
  /** Absolute http(s) URL without fragment. It may carry credentials: see `publicUrl`. */
  readonly url: string;
  /** Lower-case hex digests by algorithm, e.g. `sha256`. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly requiresPython: string | null;
  /** The reason, "" when none was given; null when the file is not yanked. */
  readonly yanked: string | null;
  /** Set when `<url>.metadata` exists; its digest when the index states one. */
  readonly coreMetadata: { readonly sha256: string | null } | null;
  readonly bytes: number | null;
  readonly uploadTime: string | null;
}

/** What an index says about one project, or a `--find-links` page about several. */
export interface ProjectIndex {
  /** Of the page, after redirects. */
  readonly url: string;
  /** As the index spells it; null on HTML pages. */
  readonly name: string | null;
  /** In the order of the page. */
  readonly files: readonly ProjectFile[];
  /** PEP 792: `active`, `archived`, `quarantined`, `deprecated`; null when the index does not say. */
  readonly status: string | null;
  /** Entries that could not be used: each was left out, the rest of the page stands. */
  readonly problems: readonly Problem[];
}

/** Bytes of a project page after decompression. The largest real pages are near 20 MiB. */
export const PAGE_LIMIT = 64 * 1024 * 1024;

/** Files of one page. The largest real projects have some 20,000. */
export const FILE_LIMIT = 200_000;

/** Problems that are kept of one page: a hostile page has millions, and nobody reads more. */
export const PROBLEM_LIMIT = 20;
