import { projectVersions, type VersionOutline } from "../../../core/index/candidates.ts";
import { openPage, outlineOf } from "../../../core/index/outlined-page.ts";
import type { ProjectIndex } from "../../../core/index/project-index.ts";
import { normalizeName } from "../../../core/pep/name.ts";
import { parseVersion, type Version } from "../../../core/pep/version.ts";
import { type PackedFile, packFile, unpackFile } from "./packed-file.ts";

interface Packed {
  readonly head: Omit<ProjectIndex, "files">;
  readonly versions: readonly PackedVersion[];
  /** What many versions say alike, by number: Requires-Python and reasons for yanking; tags of all wheels. */
  readonly texts: readonly (string | null)[];
  readonly tags: readonly VersionOutline["wheels"][];
}

/** Version, bytes of its line, Requires-Python, yanked, tags, whether it has an sdist, upload time. */
type PackedVersion = readonly [string, number, number, number, number, boolean, string | null];

/**
 * A page as bytes: one line that tells of all versions what is asked of them first, then one line with the files of each.
 * A page has thousands of files and a run looks at a few of them: only the lines of their versions are read.
 */
export function packPage(page: ProjectIndex): Buffer {
  const { files, ...head } = page;
  const versions = page.name === null ? [] : projectVersions(page, normalizeName(page.name));
  const grouped = new Set(versions.flatMap(({ wheels, sdists }) => [...wheels, ...sdists]));
  const places = new Map(files.map((file, place) => [file, place]));
  const pack = (file: ProjectIndex["files"][number]): PackedFile => packFile({ file, place: places.get(file) ?? 0 });
  const lines = [
    ...versions.map(({ wheels, sdists }) => [wheels.map(pack), sdists.map(pack)]),
    files.filter((file) => !grouped.has(file)).map(pack),
  ].map((line) => Buffer.from(`${JSON.stringify(line)}\n`));
  const texts = makeTable<string | null>();
  const tags = makeTable<VersionOutline["wheels"]>();
  const outlines = versions.map((one, at): PackedVersion => {
    const { requiresPython, yanked, wheels, hasSdist, uploadTime } = outlineOf(one);
    const told = [texts.put(requiresPython), texts.put(yanked), tags.put(wheels)] as const;
    return [one.version.normalized, lines[at]?.length ?? 0, ...told, hasSdist, uploadTime];
  });
  const first: Packed = { head, versions: outlines, texts: texts.values, tags: tags.values };
  return Buffer.concat([Buffer.from(`${JSON.stringify(first)}\n`), ...lines]);
}

/** Of bytes that `packPage` made. */
export function unpackPage(body: Buffer): ProjectIndex {
  const begin = body.indexOf(0x0a) + 1;
  const { head, versions, texts, tags }: Packed = JSON.parse(body.toString("utf8", 0, begin));
  const ends: number[] = [];
  for (const [, length] of versions) ends.push((ends.at(-1) ?? begin) + length);
  return openPage({
    head,
    versions: () =>
      versions.map(([text, , requiresPython, yanked, wheels, hasSdist, uploadTime]) => ({
        version: versionIn(text),
        outline: {
          requiresPython: texts[requiresPython] ?? null,
          yanked: texts[yanked] ?? null,
          wheels: tags[wheels] ?? [],
          hasSdist,
          uploadTime,
        },
      })),
    filesOf: (at) => {
      const line = body.toString("utf8", ends[at - 1] ?? begin, ends[at]);
      const [wheels, sdists]: [PackedFile[], PackedFile[]] = JSON.parse(line);
      return { wheels: wheels.map(unpackFile), sdists: sdists.map(unpackFile) };
    },
    others: () => {
      const packed: PackedFile[] = JSON.parse(body.toString("utf8", ends.at(-1) ?? begin));
      return packed.map(unpackFile);
    },
  });
}

function versionIn(text: string): Version {
  const version = parseVersion(text);
  if (!version.ok) throw new Error(`${text} was kept as a version`);
  return version.value;
}

interface Table<T> {
  readonly values: readonly T[];
  /** The number of the value, the same one for an equal value. */
  put(value: T): number;
}

function makeTable<T>(): Table<T> {
  const values: T[] = [];
  const places = new Map<string, number>();
  return {
    values,
    put: (value) => {
      const key = JSON.stringify(value);
      const place = places.get(key) ?? values.push(value) - 1;
      places.set(key, place);
      return place;
    },
  };
}
