import { type Problem, problemAt } from "../problem.ts";
import { areEqual } from "../same-bytes.ts";
import { readDirectory, readLocalHeader, type ZipFields } from "./zip-headers.ts";
import { findZipNameProblem } from "./zip-name.ts";

/** A member of a zip about which the local header, the central directory and the layout of the file agree. */
export interface ZipEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly method: "stored" | "deflated";
  /** The bytes as they lie in the archive: a view. */
  readonly data: Uint8Array;
  /** Size when unpacked, as declared. */
  readonly bytes: number;
  readonly crc32: number;
}

export interface ZipReading {
  readonly entries: readonly ZipEntry[];
  readonly problems: readonly Problem[];
}

const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const UTF8 = 0x0800;
const DESCRIPTOR = 0x0008;
/** The other flags tell how hard the writer compressed. */
const MEANINGFUL = ENCRYPTED | UTF8 | DESCRIPTOR;

/**
 * Reads a zip that every program reads in the same way, and refuses any other (`wheel-zip`): members must tile the file
 * from its first byte to the central directory, that one must reach to the end record, and the end record to the last
 * byte; both headers of a member must say the same. So nothing can be prepended, appended or hidden between members, and
 * a second end record has no place to be (APPNOTE 6.3.10; the cases of PyPI's checks of 2025-08).
 */
export function readZip(bytes: Uint8Array): ZipReading {
  const directory = readDirectory(bytes);
  if (typeof directory === "string") return { entries: [], problems: [zipProblem(directory, 0)] };
  const entries: ZipEntry[] = [];
  const problems: Problem[] = [];
  const names = new Set<string>();
  let end = 0;
  for (const fields of [...directory.members].sort((a, b) => a.offset - b.offset)) {
    const name = decodeName(fields);
    const shown = JSON.stringify(name ?? "?");
    const fault =
      name === null
        ? "a member's name is not UTF-8"
        : (findZipNameProblem(name) ?? findRepetition(names, name) ?? findMemberFault(fields));
    if (name !== null) names.add(name.normalize("NFC"));
    const layout =
      fields.offset === end ? locate(bytes, fields, directory.offset) : "it does not follow the one before";
    if (fault !== null || typeof layout === "string") {
      problems.push(zipProblem(`${shown}: ${fault ?? String(layout)}`, fields.offset));
    }
    if (typeof layout === "string") break;
    end = layout.end;
    if (fault === null && name !== null) entries.push(toEntry(name, fields, layout.data));
  }
  if (problems.length === 0 && end !== directory.offset) {
    problems.push(zipProblem("there are bytes between its members and its directory", end));
  }
  return { entries, problems };
}

export function zipProblem(message: string, offset: number): Problem {
  return problemAt(
    "",
    offset,
    "wheel-zip",
    `The zip is refused: ${message}.`,
    "a plain zip that all programs read alike",
  );
}

function toEntry(name: string, fields: ZipFields, data: Uint8Array): ZipEntry {
  const method = fields.method === 0 ? "stored" : "deflated";
  return { name, isFolder: name.endsWith("/"), method, data, bytes: fields.bytes, crc32: fields.crc32 };
}

/** A name outside of ASCII without the UTF-8 flag is read as code page 437 by some programs and as UTF-8 by others. */
function decodeName(fields: ZipFields): string | null {
  if ((fields.flags & UTF8) === 0 && fields.name.some((byte) => byte >= 0x80)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(fields.name);
  } catch {
    return null;
  }
}

function findRepetition(names: ReadonlySet<string>, name: string): string | null {
  return names.has(name.normalize("NFC")) ? "it occurs twice" : null;
}

function findMemberFault(fields: ZipFields): string | null {
  if ((fields.flags & ENCRYPTED) !== 0) return "it is encrypted";
  if (fields.method !== 0 && fields.method !== 8)
    return `it is compressed by method ${fields.method}; only deflate is known`;
  if (fields.method === 0 && fields.bytes !== fields.packedBytes) return "its two sizes differ, though it is stored";
  if (fields.hasUnicodePath) return "it has a second name";
  return null;
}

/** Where the member's bytes are and where it ends, once its local header has said the same as the directory. */
function locate(bytes: Uint8Array, fields: ZipFields, limit: number): { data: Uint8Array; end: number } | string {
  const local = readLocalHeader(bytes, fields.offset);
  if (local === null) return "there is no member where the directory says";
  const start = local.dataOffset;
  const dataEnd = start + fields.packedBytes;
  if (dataEnd > limit) return "it reaches into the directory";
  if (!areEqual(local.name, fields.name)) return "its two headers name different files";
  if (((local.flags ^ fields.flags) & MEANINGFUL) !== 0 || local.method !== fields.method)
    return "its two headers differ";
  if (local.hasUnicodePath) return "it has a second name";
  const data = bytes.subarray(start, dataEnd);
  const isSame =
    local.crc32 === fields.crc32 && local.bytes === fields.bytes && local.packedBytes === fields.packedBytes;
  if ((fields.flags & DESCRIPTOR) === 0) return isSame ? { data, end: dataEnd } : "its two headers differ";
  const isBlank = local.crc32 === 0 && local.bytes === 0 && local.packedBytes === 0;
  if (!isSame && !isBlank) return "its two headers differ";
  const descriptor = findDescriptor(bytes.subarray(dataEnd, Math.min(dataEnd + 24, limit)), fields);
  return descriptor === null ? "its data descriptor differs from the directory" : { data, end: dataEnd + descriptor };
}

/** Length of the descriptor behind a streamed member: 12 bytes, or 20 with 64-bit sizes, and 4 more with its signature. */
function findDescriptor(bytes: Uint8Array, fields: ZipFields): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signature = bytes.length >= 4 && view.getUint32(0, true) === 0x08074b50 ? 4 : 0;
  if (bytes.length < signature + 12 || view.getUint32(signature, true) !== fields.crc32) return null;
  const wide = bytes.length >= signature + 20;
  if (
    wide &&
    isSizes(Number(view.getBigUint64(signature + 4, true)), Number(view.getBigUint64(signature + 12, true)), fields)
  ) {
    return signature + 20;
  }
  const isNarrow = isSizes(view.getUint32(signature + 4, true), view.getUint32(signature + 8, true), fields);
  return isNarrow ? signature + 12 : null;
}

function isSizes(packedBytes: number, bytes: number, fields: ZipFields): boolean {
  return packedBytes === fields.packedBytes && bytes === fields.bytes;
}
