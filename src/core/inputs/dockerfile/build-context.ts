import { normalizePath } from "../include-path.ts";

/** What a stage has of the build context: where its files went. Paths of the image are absolute, or begin with `?/`. */
export interface StageFiles {
  /** Current folder; `?` is the one that the base image sets. Null: a variable decides it. */
  readonly workdir: string | null;
  readonly copies: readonly Copy[];
}

export interface Copy {
  /** In the build context; null: from elsewhere, or a variable decides it. */
  readonly sources: readonly string[] | null;
  /** In the image. */
  readonly target: string;
  /** The target is a folder for sure: it ends with "/". */
  readonly intoFolder: boolean;
}

export const EMPTY_STAGE: StageFiles = { workdir: "?", copies: [] };

/** A path of the image, seen from the current folder; null when a variable decides it. */
export function imagePath(stage: StageFiles, written: string): string | null {
  if (written.includes("$")) return null;
  if (written.startsWith("/")) return normalizePath(written);
  return stage.workdir === null ? null : normalizePath(`${stage.workdir}/${written}`);
}

/** The stage after `WORKDIR`. */
export function enterFolder(stage: StageFiles, written: string): StageFiles {
  return { ...stage, workdir: imagePath(stage, written) };
}

/** The stage after `COPY` or `ADD`; `sources` null when they come from elsewhere. */
export function addCopy(stage: StageFiles, sources: readonly string[] | null, written: string): StageFiles {
  const target = imagePath(stage, written);
  if (target === null) return stage;
  const intoFolder = /(?:^|\/)\.?$/.test(written) || (sources?.length ?? 0) > 1;
  const known = sources !== null && sources.length <= MOST_SOURCES && sources.every(isContextPath);
  const copy = { sources: known ? sources : null, target, intoFolder };
  return { ...stage, copies: [...stage.copies.slice(1 - MOST_LAYERS), copy] };
}

/** Docker builds no image with more layers: earlier copies would be of a file that cannot be built. */
const MOST_LAYERS = 127;
/** More files than anybody names in one instruction. */
const MOST_SOURCES = 1000;

function isContextPath(source: string): boolean {
  return !source.includes("$") && !/^[a-z][a-z0-9+.-]*:|^git@|^<</i.test(source);
}

/**
 * The file of the build context that stands at a path of the image; null when that cannot be told. The last copy counts,
 * but one that names the file before a whole folder: whether a folder has such a file is not looked at.
 */
export function findInContext(stage: StageFiles, written: string): string | null {
  const path = imagePath(stage, written);
  if (path === null) return null;
  let inFolder: string | null = null;
  for (const copy of stage.copies.toReversed()) {
    const below = pathBelow(copy.target, path);
    if (below === null) continue;
    if (copy.sources === null) return inFolder;
    const found = copy.sources.flatMap((source) => sourceOf(source, below, copy.intoFolder) ?? []).at(-1);
    if (found?.named) return found.path;
    inFolder ??= found?.path ?? null;
  }
  return inFolder;
}

/** `""` for the path itself, null when it is not below the folder. */
function pathBelow(folder: string, path: string): string | null {
  if (folder === path) return "";
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}

/**
 * A file keeps its name in a folder, of a folder the content is copied. Which of both a source is shows in the name that
 * is asked for: a file's own name means the file.
 */
function sourceOf(source: string, below: string, intoFolder: boolean): { path: string; named: boolean } | null {
  const path = normalizePath(source.replace(/^\/+/, "") || ".");
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (below === "") return intoFolder || /[*?[]/.test(name) ? null : { path, named: true };
  if (matchesGlob(name, below)) {
    return { path: normalizePath(path.slice(0, path.length - name.length) + below), named: true };
  }
  if (/[*?[]/.test(name) || looksLikeFile(name)) return null;
  return { path: normalizePath(`${path}/${below}`), named: false };
}

function looksLikeFile(name: string): boolean {
  return /\.(?:txt|in|toml|lock|cfg|py|ya?ml|json|whl|sh)$/i.test(name);
}

/** `*` and `?` of one part of a path, as Docker's COPY has them; classes like `[a-z]` are not looked into. */
function matchesGlob(pattern: string, name: string): boolean {
  if (name.includes("/")) return false;
  let at = 0;
  let index = 0;
  let star = -1;
  let mark = 0;
  while (index < name.length) {
    if (pattern[at] === "*") {
      star = at;
      mark = index;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === name[index])) {
      at += 1;
      index += 1;
    } else if (star !== -1) {
      // The last star takes one more sign: no earlier one has to be tried again.
      mark += 1;
      at = star + 1;
      index = mark;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
