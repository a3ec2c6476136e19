import type { SdistFacts } from "../../../core/index/sdist-facts.ts";
import type { MetadataRead } from "../../../ports/index-client.ts";
import type { Connected } from "../index/connect.ts";
import { statedDigest } from "../index/digests.ts";
import { makeCacheKeys } from "./cache-key.ts";
import type { DiskStore, KeptEntry } from "./disk-store.ts";
import { climb } from "./metadata-ladder.ts";
import type { AskedFile } from "./rungs.ts";

export interface MetadataReader {
  /** Never rejects. */
  read(asked: AskedFile): Promise<MetadataRead>;
}

/** An entry in use is renewed once a day, so that it is not the oldest. */
const DAY = 24 * 60 * 60 * 1000;

/** Metadata from disk, else by the ladder. A file with a digest never changes, so what it says is kept without an end. */
export function makeMetadataReader(connected: Connected, store: DiskStore): MetadataReader {
  const keyOf = makeCacheKeys(connected.credentials);
  return {
    read: async (asked) => {
      const stated = statedDigest(asked.file.hashes);
      if (stated === null || asked.url.protocol === "file:") return await climb(connected, asked);
      // The address too: what one index says of a file must not be believed of another index.
      const key = (): string => keyOf(asked.url, `metadata ${stated.algorithm}:${stated.digest}`);
      const entry = store.read(key());
      const kept = entry === null ? null : decode(entry);
      if (entry !== null && kept !== null) {
        if (Date.now() - entry.renewed > DAY) store.renew(key());
        return kept;
      }
      const read = await climb(connected, asked);
      if (read.text !== null)
        store.write(key(), { from: read.from, sdist: read.sdist }, Buffer.from(headersOf(read.text)));
      return read;
    },
  };
}

/** The description behind the first empty line is most of it, and nobody asks for it. */
function headersOf(text: string): string {
  const end = text.search(/\n\r?\n/);
  return end === -1 ? text : text.slice(0, end + 1);
}

function decode({ note, body }: KeptEntry): MetadataRead | null {
  const from = SOURCES.find((source) => source === note.from);
  const sdist = toFacts(note.sdist);
  if (from === undefined || (from === "pkg-info") !== (sdist !== null)) return null;
  return { from, text: body.toString("utf8"), sdist, reason: null };
}

const SOURCES = ["metadata-file", "range", "wheel", "pkg-info"] as const;

function toFacts(value: unknown): SdistFacts | null {
  if (typeof value !== "object" || value === null || !("extensions" in value) || !("dynamic" in value)) return null;
  const { extensions, dynamic } = value;
  if (typeof extensions !== "object" || extensions === null || typeof dynamic !== "boolean") return null;
  const requires = "buildRequires" in value && Array.isArray(value.buildRequires) ? value.buildRequires : null;
  const counts = Object.entries(extensions).filter((entry): entry is [string, number] => typeof entry[1] === "number");
  return {
    buildRequires: requires?.filter((item) => typeof item === "string") ?? null,
    buildBackend: "buildBackend" in value && typeof value.buildBackend === "string" ? value.buildBackend : null,
    extensions: Object.fromEntries(counts),
    dynamic,
  };
}
