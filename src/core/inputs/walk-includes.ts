import { WheelhouseError } from "../error.ts";
import type { Place } from "../report/model.ts";
import { normalizePath, resolveInclude } from "./include-path.ts";
import { redactUrls } from "./redact-url.ts";
import type { FileKind, LocatedProblem } from "./requirement-set.ts";

/** A file that a file names with `-r` or `-c`. */
export interface Include {
  readonly kind: FileKind;
  /** As it was written. */
  readonly path: string;
  readonly place: Place;
  /** What the path is seen from, the first that has such a file; absent: the including file's folder. */
  readonly seenFrom?: readonly string[];
}

/** How files are read and what stands in them. */
export interface IncludeReader<File, Kind, Item> {
  /** Given normalised paths, relative when the root is; rejects with a WheelhouseError when there is nothing to read. */
  readonly read: (path: string) => Promise<Uint8Array>;
  readonly parse: (file: { readonly path: string; readonly kind: Kind; readonly bytes: Uint8Array }) => File;
  /** Includes and everything else, in the order of the file. */
  readonly itemsOf: (file: File, kind: Kind) => readonly ({ readonly include: Include } | { readonly item: Item })[];
}

/** What was read: files in the order of reading, items in the order in which pip would meet them. */
export interface IncludeWalk<File, Item> {
  readonly files: readonly File[];
  readonly items: readonly Item[];
  /** Of the walk; not those inside of files. */
  readonly problems: readonly LocatedProblem[];
}

/**
 * Reads files and everything that they include, depth first, as pip does. What cannot be read is a problem at the place
 * of the include (of the root: line 1); any other rejection is passed on. A file is read once for each kind, however often
 * it is included; a file that includes itself is a problem, because pip refuses it.
 */
export async function walkIncludes<File, Kind, Item>(
  roots: readonly { readonly path: string; readonly kind: Kind }[],
  reader: IncludeReader<File, Kind | FileKind, Item>,
): Promise<IncludeWalk<File, Item>> {
  const walk: Walk<File, Kind, Item> = { reader, files: new Map(), items: [], problems: [] };
  for (const { path, kind } of roots) {
    const normalized = normalizePath(path);
    await visit(walk, { paths: [normalized], kind, trail: [] }, { file: normalized, line: 1, column: 1 });
  }
  const files = [...walk.files.values()].flatMap((file) => (file === null ? [] : [file.value]));
  return { files, items: walk.items, problems: walk.problems };
}

interface Walk<File, Kind, Item> {
  readonly reader: IncludeReader<File, Kind | FileKind, Item>;
  /** By kind and path, in the order of reading; null for a file that could not be read. */
  readonly files: Map<string, { readonly value: File } | null>;
  readonly items: Item[];
  readonly problems: LocatedProblem[];
}

interface Visit<Kind> {
  /** One file: the first of these that is there. */
  readonly paths: readonly string[];
  readonly kind: Kind | FileKind;
  /** The files that lead here, outermost first. */
  readonly trail: readonly string[];
}

async function visit<File, Kind, Item>(
  walk: Walk<File, Kind, Item>,
  { paths, kind, trail }: Visit<Kind>,
  from: Place,
): Promise<void> {
  const [path = "", ...others] = paths;
  if (trail.includes(path)) {
    const chain = [...trail.slice(trail.indexOf(path)), path].join(" → ");
    walk.problems.push(problemAtPlace(from, "include-cycle", `the file includes itself: ${chain}`, null));
    return;
  }
  const key = `${kind} ${path}`;
  if (walk.files.has(key)) return;
  const bytes = await readBytes(walk, path, others.length === 0 ? from : null);
  if (bytes === null && others.length > 0) return visit(walk, { paths: others, kind, trail }, from);
  const file = bytes === null ? null : { value: walk.reader.parse({ path, kind, bytes }) };
  walk.files.set(key, file);
  for (const entry of file === null ? [] : walk.reader.itemsOf(file.value, kind)) {
    if ("item" in entry) walk.items.push(entry.item);
    else await follow(walk, entry.include, [...trail, path]);
  }
}

async function follow<File, Kind, Item>(
  walk: Walk<File, Kind, Item>,
  include: Include,
  trail: readonly string[],
): Promise<void> {
  const targets = (include.seenFrom ?? [trail.at(-1) ?? ""]).map((from) => resolveInclude(from, include.path));
  const url = targets.find((target) => target.kind === "url");
  if (url === undefined) {
    const paths = [...new Set(targets.flatMap((target) => (target.kind === "path" ? [target.path] : [])))];
    return visit(walk, { paths, kind: include.kind, trail }, include.place);
  }
  const message = `${redactUrls(url.url)} is included by URL`;
  const expected = "a file of this machine: download it first";
  walk.problems.push(problemAtPlace(include.place, "include-by-url", message, expected));
}

/** `from` null: that a file is not there is no problem, another one may be. */
async function readBytes<File, Kind, Item>(
  walk: Walk<File, Kind, Item>,
  path: string,
  from: Place | null,
): Promise<Uint8Array | null> {
  try {
    return await walk.reader.read(path);
  } catch (error) {
    if (!(error instanceof WheelhouseError)) throw error;
    if (from !== null) walk.problems.push(problemAtPlace(from, error.code, error.message, error.hint));
    return null;
  }
}

function problemAtPlace(place: Place, code: string, message: string, expected: string | null): LocatedProblem {
  return { code, message, expected, ...place, offset: 0 };
}
