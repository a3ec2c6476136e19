import type { Parsed } from "../problem.ts";
import { parsed, problemAt, unparsed } from "../problem.ts";
import type { NormalizedName } from "./name.ts";
import { normalizeName } from "./name.ts";
import type { Version } from "./version.ts";
import { parseVersion } from "./version.ts";
import { expandTags } from "./wheel-tags.ts";

/** What a wheel's name says (binary distribution format; PEP 427, PEP 425). */
export interface WheelFilename {
  readonly name: NormalizedName;
  readonly version: Version;
  /** Digits without leading zeros, and what follows them: `1arm` → `{number: "1", suffix: "arm"}`. */
  readonly build: { readonly number: string; readonly suffix: string } | null;
  /** Each tag on its own, lower case, in the order written. */
  readonly tags: readonly string[];
  /** Label of a variant wheel (PEP 825, a draft): no installer may select such a wheel yet. */
  readonly variant: string | null;
}

const SHAPE = "a name like numpy-2.1.0-cp312-cp312-manylinux_2_28_aarch64.whl";

/** Reads a wheel's file name; not a path and not a URL: decode `%2B` before. */
export function parseWheelFilename(filename: string): Parsed<WheelFilename> {
  const problem = (offset: number, message: string) =>
    unparsed<WheelFilename>(problemAt(filename, offset, "invalid-wheel-filename", message, SHAPE));
  if (!filename.endsWith(".whl")) return problem(filename.length, `${filename} does not end in ".whl"`);
  const parts = filename.slice(0, -".whl".length).split("-");
  const [name = "", versionText = ""] = parts;
  const layout = layoutOf(parts);
  if (layout === null) return problem(0, `${filename} has ${parts.length} parts instead of 5 or 6`);
  const { isName, normalized, version } = readHead(name, versionText);
  if (!isName) return problem(0, `${filename} has no project name`);
  if (!version.ok) return problem(name.length + 1, `${filename} has no version: ${versionText}`);
  const build = layout.build === null ? null : /^0*(?<number>[0-9]+)(?<suffix>.*)$/s.exec(layout.build);
  if (layout.build !== null && build === null) {
    return problem(name.length + versionText.length + 2, `${filename} has a build tag without a number`);
  }
  const tags = expandTags(layout.tags);
  if (tags === null) return problem(filename.indexOf(layout.tags), `${filename} has no valid tags: ${layout.tags}`);
  return parsed({
    name: normalized,
    version: version.value,
    build: build === null ? null : { number: build.groups?.number ?? "", suffix: build.groups?.suffix ?? "" },
    tags,
    variant: layout.variant,
  });
}

interface Head {
  readonly name: string;
  readonly versionText: string;
  readonly isName: boolean;
  readonly normalized: NormalizedName;
  readonly version: Parsed<Version>;
}

let last: Head | null = null;

/** Pages list the wheels of a version one after the other, and each would be read alike. */
function readHead(name: string, versionText: string): Head {
  if (last !== null && last.name === name && last.versionText === versionText) return last;
  const isName = /^[\p{L}\p{N}_.]+$/u.test(name) && !name.includes("__");
  last = { name, versionText, isName, normalized: normalizeName(name), version: parseVersion(versionText) };
  return last;
}

interface Layout {
  readonly build: string | null;
  readonly tags: string;
  readonly variant: string | null;
}

/**
 * name-version[-build]-python-abi-platform[-variant]. With six parts the third one decides: a build tag starts with a
 * digit, a Python tag must not (PEP 825).
 */
function layoutOf(parts: readonly string[]): Layout | null {
  const third = parts[2] ?? "";
  if (parts.length === 5) return { build: null, tags: parts.slice(2).join("-"), variant: null };
  if (parts.length === 7) return { build: third, tags: parts.slice(3, 6).join("-"), variant: parts[6] ?? null };
  if (parts.length !== 6) return null;
  return !/^[0-9]/.test(third) && isTag(third)
    ? { build: null, tags: parts.slice(2, 5).join("-"), variant: parts[5] ?? null }
    : { build: third, tags: parts.slice(3).join("-"), variant: null };
}

/** Python tags of a compressed set: an implementation and a version. */
function isTag(text: string): boolean {
  return /^[a-z]+[0-9]+(?:\.[a-z]+[0-9]+)*$/i.test(text);
}
