import type { CacheReport } from "../report/model.ts";
/** Numbers as people read them. No locale has a say, so that a report has the same bytes everywhere. */

/** `1 wheel`, `2 wheels`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What a cache took of this run. */
export function savedWords(cache: CacheReport): string {
  if (cache.saved) return `saved ${sizeOf(cache.savedBytes)}`;
  return cache.pending === true ? "saved when the job ends" : "nothing saved";
}

/** Bytes in decimal units, as pip prints them: `512 B`, `41.2 kB`, `1.3 GB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = bytes / 1_000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

/** `0.4 s`, `12 s`, `3m 05s`, `2h 10m`. */
export function timeOf(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}m ${pad(whole % 60)}s`;
  return `${Math.floor(minutes / 60)}h ${pad(minutes % 60)}m`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
