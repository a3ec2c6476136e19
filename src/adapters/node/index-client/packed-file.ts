import type { PlacedFile } from "../../../core/index/outlined-page.ts";
import type { ProjectFile } from "../../../core/index/project-index.ts";

/** A file of a page without the names of its fields, and with what stands before its name in the address. */
export type PackedFile = readonly [
  place: number,
  filename: string,
  address: { readonly before: string } | { readonly url: string },
  hashes: ProjectFile["hashes"],
  requiresPython: string | null,
  yanked: string | null,
  coreMetadata: ProjectFile["coreMetadata"],
  bytes: number | null,
  uploadTime: string | null,
];

export function packFile({ place, file }: PlacedFile): PackedFile {
  const { filename, url, hashes, requiresPython, yanked, coreMetadata, bytes, uploadTime } = file;
  const address = url.endsWith(filename) ? { before: url.slice(0, -filename.length) } : { url };
  return [place, filename, address, hashes, requiresPython, yanked, coreMetadata, bytes, uploadTime];
}

export function unpackFile(packed: PackedFile): PlacedFile {
  const [place, filename, address, hashes, requiresPython, yanked, coreMetadata, bytes, uploadTime] = packed;
  const url = "url" in address ? address.url : address.before + filename;
  return { place, file: { filename, url, hashes, requiresPython, yanked, coreMetadata, bytes, uploadTime } };
}
