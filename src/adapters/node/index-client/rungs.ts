import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { describeSdist, type SdistContent } from "../../../core/index/describe-sdist.ts";
import type { ProjectFile } from "../../../core/index/project-index.ts";
import type { MetadataRead } from "../../../ports/index-client.ts";
import type { Connected } from "../index/connect.ts";
import { fetchMetadata } from "../index/fetch-metadata.ts";
import { withFile } from "../index/random-access.ts";
import { fetchRangedMetadata, openChecked } from "../index/ranged-metadata.ts";
import { readWheelMetadata } from "../index/wheel-metadata.ts";
import { readTarGz, readZipSdist } from "./sdist-reader.ts";
import { streamSdist } from "./stream-sdist.ts";

/** A file and its real address. */
export interface AskedFile {
  readonly file: ProjectFile;
  readonly url: URL;
}

export type Told = Omit<MetadataRead, "reason">;

/** A way to the metadata of a file. Null: it does not lead there, the next one is tried. */
export type Rung = (connected: Connected, asked: AskedFile) => Promise<Told | null>;

export interface Ladder {
  /** The end of the file names that it is for. */
  readonly end: RegExp;
  /** For files of this machine. */
  readonly local: readonly Rung[];
  /** From cheap to dear. */
  readonly remote: readonly Rung[];
}

const besideWheel: Rung = async (connected, { file, url }) => {
  if (file.coreMetadata === null) return null;
  return wheelTold("metadata-file", await fetchMetadata(connected, { ...file, url: url.href }));
};

/** A server that does not know ranges sends the whole wheel: that is the next rung, on the same request. */
const endOfWheel: Rung = async (connected, { file, url }) => {
  const read = await fetchRangedMetadata(connected, file, url);
  return wheelTold(read?.isWhole === true ? "wheel" : "range", read?.bytes ?? null);
};

const wheelHere: Rung = async (_, { url }) => wheelTold("wheel", await readWheelMetadata(fileURLToPath(url)));

const tarGzThere: Rung = async (connected, { file, url }) => sdistTold(await streamSdist(connected, file, url));

const tarGzHere: Rung = async (_, { url }) => sdistTold(await readTarGz(createReadStream(fileURLToPath(url))));

const zipThere: Rung = async (connected, { file, url }) => {
  const ranged = await openChecked(connected, file, url);
  return sdistTold(ranged === null ? null : await readZipSdist(ranged.source));
};

const zipHere: Rung = async (_, { url }) => sdistTold(await withFile(fileURLToPath(url), readZipSdist));

export const LADDERS: readonly Ladder[] = [
  { end: /\.whl$/, local: [wheelHere], remote: [besideWheel, endOfWheel] },
  { end: /\.(?:tar\.gz|tgz)$/, local: [tarGzHere], remote: [tarGzThere] },
  { end: /\.zip$/, local: [zipHere], remote: [zipThere] },
];

function wheelTold(from: "metadata-file" | "range" | "wheel", bytes: Uint8Array | null): Told | null {
  return bytes === null ? null : { from, text: new TextDecoder().decode(bytes), sdist: null };
}

function sdistTold(content: SdistContent | null): Told | null {
  return content === null ? null : { from: "pkg-info", text: content.pkgInfo, sdist: describeSdist(content) };
}
