import type { Span } from "../event.ts";
import type { ChangeFact } from "./changes.ts";
import { filesOf, type SeenFile } from "./files.ts";
import { groupBy } from "./group-by.ts";
import { retriesOf } from "./retries.ts";
import type { EventRun } from "./runs.ts";
import { type Size, sumSizes } from "./size.ts";
import { uvDownloads } from "./uv-downloads.ts";

/** A file that came over the network. Sidecars (`.metadata`) are none. */
export interface DownloadFact {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly version: string | null;
  readonly file: string;
  readonly artifact: "wheel" | "sdist";
  /** Without credentials and query; only pip ≤ 26.0 prints it, and not for its default index. */
  readonly url: string | null;
  readonly size: Size | null;
  readonly seconds: number | null;
  readonly retries: number;
  readonly span: Span;
}

/** The downloads of one run, each file once. */
export function downloadsOf(run: EventRun): readonly DownloadFact[] {
  if (run.tool === "uv") return uvDownloads(run);
  const retries = retriesOf(run.events);
  return filesOf(run)
    .filter((seen) => seen.source === "downloaded" && seen.artifact !== "metadata")
    .map((seen) => toDownload(seen, retries.get(seen.name) ?? 0));
}

function toDownload(
  { name, version, file, artifact, where, size, seconds, span }: SeenFile,
  retries: number,
): DownloadFact {
  const kind = artifact === "sdist" ? "sdist" : "wheel";
  return { name, version, file, artifact: kind, url: where, size, seconds, retries, span };
}

/** Bytes that came more often than they had to. */
export interface DuplicateFact {
  /**
   * `same-file`: by several runs, because no cache lies between them · `backtracking`: several versions in one run, of
   * which one was taken at most · `several-files`: different files of one project by different runs.
   */
  readonly kind: "same-file" | "backtracking" | "several-files";
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly downloads: readonly DownloadFact[];
  /** What all but the needed one took; null when the log states no size of them. */
  readonly wasted: Size | null;
}

/** @param runs what each run downloaded and installed */
export function duplicatesOf(
  runs: readonly { readonly downloads: readonly DownloadFact[]; readonly installed: readonly ChangeFact[] }[],
): readonly DuplicateFact[] {
  return [
    ...sameFiles(runs.flatMap(({ downloads }) => downloads)),
    ...runs.flatMap(({ downloads, installed }) => backtracked(downloads, installed)),
    ...severalFiles(runs.map(({ downloads }) => downloads)),
  ];
}

function sameFiles(downloads: readonly DownloadFact[]): readonly DuplicateFact[] {
  return [...groupBy(downloads, ({ file }) => file).values()]
    .filter((same) => same.length > 1)
    .map((same) => duplicate("same-file", same, same.slice(1)));
}

function backtracked(downloads: readonly DownloadFact[], installed: readonly ChangeFact[]): readonly DuplicateFact[] {
  // The last word on a package counts, as `Map` has it.
  const taken = new Map(installed.map(({ name, version }) => [name, version]));
  return [...groupBy(downloads, ({ name }) => name)].flatMap(([name, files]) => {
    const needed = files.find(({ version }) => version === taken.get(name)) ?? files.at(-1);
    const rest = files.filter((each) => each !== needed);
    return rest.length === 0 ? [] : [duplicate("backtracking", files, rest)];
  });
}

/** The last run's file is the one that stays. */
function severalFiles(runs: readonly (readonly DownloadFact[])[]): readonly DuplicateFact[] {
  const last = runs.flatMap((downloads) => [...new Map(downloads.map((each) => [each.name, each])).values()]);
  return [...groupBy(last, ({ name }) => name).values()].flatMap((files) => {
    const distinct = [...new Map(files.map((each) => [each.file, each])).values()];
    return distinct.length < 2 ? [] : [duplicate("several-files", distinct, distinct.slice(0, -1))];
  });
}

function duplicate(
  kind: DuplicateFact["kind"],
  downloads: readonly DownloadFact[],
  wasted: readonly DownloadFact[],
): DuplicateFact {
  return { kind, name: downloads[0]?.name ?? "", downloads, wasted: sumSizes(wasted.map(({ size }) => size)) };
}
