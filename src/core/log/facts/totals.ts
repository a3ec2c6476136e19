import type { DownloadFact } from "./downloads.ts";
import type { PackageFact } from "./packages.ts";
import { type Size, sumSizes } from "./size.ts";

/** What several packages and downloads add up to. */
export interface TotalFacts {
  readonly packages: number;
  readonly downloads: number;
  /** Null when no download states its size. */
  readonly downloadSize: Size | null;
  /** `all`: from the first to the last stamp. Null without stamps. */
  readonly seconds: { readonly download: number | null; readonly build: number | null; readonly all: number | null };
  /** Connections that broke and were tried again, of pages and files. */
  readonly retries: number;
  readonly built: number;
  /** Files that came from a cache or the wheelhouse. */
  readonly reused: number;
  readonly failed: number;
}

/** How many of the files that were needed did not have to come over the network, with its arithmetic. */
export interface HitRate {
  /** From the installer's caches and the wheelhouse. */
  readonly numerator: number;
  /** Those and the downloads; not what the environment had already, folders and repositories. */
  readonly denominator: number;
  /** Between 0 and 1; null when no file was needed. */
  readonly rate: number | null;
  /** `3 of 4 files: 75 %` */
  readonly text: string;
}

/** Where the files came from: all from a wheelhouse, all from an index (its cache included), both; null for no file. */
export type InstallMethod = "wheelhouse" | "index" | "mixed" | null;

export function totalsOf(
  packages: readonly PackageFact[],
  downloads: readonly DownloadFact[],
  rest: { readonly retries: number; readonly seconds: number | null },
): TotalFacts {
  return {
    packages: packages.length,
    downloads: downloads.length,
    downloadSize: sumSizes(downloads.map(({ size }) => size)),
    seconds: {
      download: sum(downloads.map(({ seconds }) => seconds)),
      build: sum(packages.map(({ seconds }) => seconds.build)),
      all: rest.seconds,
    },
    retries: rest.retries,
    built: packages.filter(({ built }) => built).length,
    reused: packages.filter(isReused).length,
    failed: packages.filter(({ failed }) => failed).length,
  };
}

export function hitRateOf(packages: readonly PackageFact[]): HitRate {
  const numerator = packages.filter(isReused).length;
  const denominator = numerator + packages.filter(({ source }) => source === "downloaded").length;
  const rate = denominator === 0 ? null : numerator / denominator;
  const percent = rate === null ? "no file was needed" : `${Math.round(rate * 100)} %`;
  const text =
    rate === null ? percent : `${numerator} of ${denominator} ${denominator === 1 ? "file" : "files"}: ${percent}`;
  return { numerator, denominator, rate, text };
}

export function methodOf(packages: readonly PackageFact[]): InstallMethod {
  const origins = packages.flatMap(({ origin, file }) => (file === null || origin === null ? [] : [origin]));
  if (origins.length === 0) return null;
  const own = origins.filter((origin) => origin === "wheelhouse" || origin === "path").length;
  return own === origins.length ? "wheelhouse" : own === 0 ? "index" : "mixed";
}

function isReused({ origin }: PackageFact): boolean {
  return origin === "cache" || origin === "wheelhouse";
}

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}
