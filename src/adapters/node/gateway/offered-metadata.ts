import type { Connected } from "../index/connect.ts";
import { areAsStated } from "../index/digests.ts";
import { fetchMetadata } from "../index/fetch-metadata.ts";
import { openRanged, TAIL } from "../index/range-access.ts";
import { UpstreamError } from "../index/trouble.ts";
import { metadataIn, readWheelMetadata } from "../index/wheel-metadata.ts";
import type { FileRecord } from "./address-book.ts";
import type { HeldWheels } from "./held-wheels.ts";

export interface OfferedMetadataSettings {
  readonly connected: Pick<Connected, "upstream" | "tally">;
  readonly held: HeldWheels;
  /** The whole file on this machine, and where. */
  readonly take: (record: FileRecord) => Promise<{ readonly path: string }>;
  /** Keeps a file that has come whole, so that it need not come again. */
  readonly keep: (record: FileRecord, bytes: Uint8Array) => Promise<void>;
}

/**
 * METADATA of the wheels that the gateway's pages list, by the cheapest way that works: the wheel on this machine, the file
 * beside it on the index, the wheel's end by a range, all of it (which pip would have fetched otherwise, and finds here).
 * Null: it has none that can be read. Rejects with an UpstreamError or the disk's error.
 */
export function makeOfferedMetadata(
  settings: OfferedMetadataSettings,
): (record: FileRecord) => Promise<Uint8Array | null> {
  const withoutRanges = new Set<string>();
  return async (record) => {
    if (record.wheel !== null) return (await settings.held.ofDigest(record.wheel.sha256))?.metadata?.bytes ?? null;
    if (!record.file.filename.endsWith(".whl")) return null;
    const beside = await quietly(() => fetchBeside(settings, record), isWrong);
    if (beside !== null) return beside;
    const { host } = new URL(record.source.url);
    const isShort = record.source.bytes !== null && record.source.bytes <= TAIL;
    if (!isShort && !withoutRanges.has(host)) {
      const end = await quietly(
        () => readEnd(settings, record),
        () => true,
      );
      if (end === "no ranges") withoutRanges.add(host);
      else if (end !== null) return end;
    }
    return await readWheelMetadata((await settings.take(record)).path);
  };
}

async function fetchBeside({ connected }: OfferedMetadataSettings, { source }: FileRecord): Promise<Uint8Array | null> {
  return source.coreMetadata === null ? null : await fetchMetadata(connected, source);
}

async function readEnd(
  { connected, keep }: OfferedMetadataSettings,
  record: FileRecord,
): Promise<Uint8Array | "no ranges" | null> {
  const ranged = await openRanged(connected, new URL(record.source.url), 0);
  if (ranged === null) return "no ranges";
  if (ranged.whole !== null) {
    // What is not as stated is fetched again, and refused with the right words.
    if (!areAsStated(ranged.whole, record.source.hashes)) return null;
    await keep(record, ranged.whole);
  }
  return await metadataIn(ranged.source);
}

/** Null in place of an error that only means that this way does not lead there. */
async function quietly<T>(way: () => Promise<T>, passes: (error: UpstreamError) => boolean): Promise<T | null> {
  try {
    return await way();
  } catch (error) {
    if (error instanceof UpstreamError && passes(error)) return null;
    throw error;
  }
}

function isWrong({ kind }: UpstreamError): boolean {
  return kind === "hash-mismatch";
}
