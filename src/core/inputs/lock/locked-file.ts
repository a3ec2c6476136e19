import { isPlainFilename } from "../../index/distribution-name.ts";
import type { LockedFile } from "../input.ts";
import { archiveName } from "../requirement-url.ts";
import { findTable, type StructuredValue, stringAt } from "../structured/value.ts";

/** A file of a locked package from what the lock says of it; null when that does not tell its name. */
export function makeLockedFile(parts: {
  readonly name: string | null;
  readonly location: string | null;
  readonly hashes: Readonly<Record<string, string>>;
  readonly value: StructuredValue;
}): LockedFile | null {
  const { location, value } = parts;
  const isUrl = location !== null && /^[a-z][a-z0-9+.-]*:\/\//i.test(location);
  const filename = parts.name ?? (location === null ? "" : archiveName(location, isUrl ? "direct" : "path"));
  if (!isPlainFilename(filename)) return null;
  return {
    filename,
    url: isUrl ? location : null,
    hashes: parts.hashes,
    bytes: sizeAt(value),
    uploadTime: timeAt(value),
  };
}

/** `sha256:0123…` → `{sha256: "0123…"}`; nothing for what is no digest. */
export function readHash(text: string | null): Readonly<Record<string, string>> {
  const match = /^(sha\d+|md5|blake2[bs](?:_\d+)?):([0-9a-f]+)$/i.exec(text ?? "");
  const [, algorithm, digest] = match ?? [];
  if (algorithm === undefined || digest === undefined) return {};
  return { [algorithm.toLowerCase()]: digest.toLowerCase() };
}

/** The table `hashes = {sha256 = "…"}`. */
export function readHashTable(value: StructuredValue): Readonly<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const [algorithm, { value: digest }] of findTable(value, "hashes")?.entries ?? []) {
    if (digest.kind === "text") Object.assign(hashes, readHash(`${algorithm}:${digest.value}`));
  }
  return hashes;
}

function sizeAt(value: StructuredValue): number | null {
  const size = value.kind === "table" ? value.entries.get("size")?.value : undefined;
  return size?.kind === "number" && Number.isSafeInteger(size.value) && size.value >= 0 ? size.value : null;
}

/** A text in uv.lock, a date in pylock.toml. */
function timeAt(value: StructuredValue): string | null {
  const time = value.kind === "table" ? value.entries.get("upload-time")?.value : undefined;
  return time?.kind === "date" ? time.value : stringAt(time ?? null);
}
