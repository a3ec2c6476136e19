import { compareText } from "../compare-text.ts";
import { explainWheel, type TagMiss } from "../pep/tag-compatibility.ts";
import { indexTags } from "../pep/tag-index.ts";
import { compatibleTags, rankTags } from "../pep/tags.ts";
import { expandTags } from "../pep/wheel-tags.ts";
import type { TagRules, Target } from "../target/target.ts";
import { readWheel } from "./candidates.ts";
import type { ProjectFile } from "./project-index.ts";

/** How well a wheel fits: 0 is the best tag of the target. */
export interface Fit {
  readonly rank: number;
  readonly tag: string;
}

/** Which wheels fit one target by one order of tags. Made once for each pair of them. */
export class TagTable {
  readonly target: Target;
  readonly rules: TagRules;
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #platforms: ReadonlySet<string>;
  /** By the tags of a file name as they are written: a page has thousands of wheels and some thirty of these. */
  readonly #fits = new Map<string, Fit | null>();
  readonly #misses = new Map<string, TagMiss | null>();

  constructor(target: Target, rules: TagRules) {
    this.target = target;
    this.rules = rules;
    this.#ranks = rankTags(target, { rules });
    this.#platforms = indexTags(compatibleTags(target, { rules })).platforms;
  }

  /** Whether wheels of this platform tag may fit, whatever their Python: `manylinux_2_17_aarch64`, `any`. */
  hasPlatform(platform: string): boolean {
    return this.#platforms.has(platform);
  }

  /** Null when no tag of the wheel is one of the target's; whether its name is valid at all is not looked at. */
  fitOf(file: ProjectFile): Fit | null {
    const written = writtenTags(file.filename);
    const known = this.#fits.get(written);
    if (known !== undefined) return known;
    const fit = this.#bestFit(expandTags(written) ?? []);
    this.#fits.set(written, fit);
    return fit;
  }

  /** What keeps a wheel from the target; null when nothing does, or its name is not valid. */
  missOf(file: ProjectFile): TagMiss | null {
    const written = writtenTags(file.filename);
    const known = this.#misses.get(written);
    if (known !== undefined) return known;
    const wheel = readWheel(file);
    if (wheel === null) return null;
    const { miss } = explainWheel(wheel, this.target, { rules: this.rules });
    // The last three parts of a variant's name lack its Python.
    if (wheel.variant === null) this.#misses.set(written, miss);
    return miss;
  }

  #bestFit(tags: readonly string[]): Fit | null {
    let best: Fit | null = null;
    for (const tag of tags) {
      const rank = this.#ranks.get(tag);
      if (rank !== undefined && (best === null || rank < best.rank)) best = { rank, tag };
    }
    return best;
  }
}

const TABLES = new WeakMap<Target, Map<TagRules, TagTable>>();

export function tagTable(target: Target, rules: TagRules): TagTable {
  const tables = TABLES.get(target) ?? new Map<TagRules, TagTable>();
  const table = tables.get(rules) ?? new TagTable(target, rules);
  TABLES.set(target, tables.set(rules, table));
  return table;
}

/** The wheel that an installer takes of several of one version: best tag, then the highest build tag, then the last. */
export function bestWheel(
  files: readonly ProjectFile[],
  table: TagTable,
): { readonly file: ProjectFile; readonly fit: Fit } | null {
  let best: { readonly file: ProjectFile; readonly fit: Fit } | null = null;
  for (const file of files) {
    const fit = table.fitOf(file);
    if (fit === null || (best !== null && fit.rank > best.fit.rank)) continue;
    const name = readWheel(file);
    if (name === null || name.variant !== null) continue;
    const order = best === null || fit.rank < best.fit.rank ? 1 : compareBuilds(file, best.file);
    if (order > 0 || (order === 0 && winsTie(file, best, table))) best = { file, fit };
  }
  return best;
}

/** Of two that are equally good pip takes the later one of the page, uv the first one by name. */
function winsTie(file: ProjectFile, best: { readonly file: ProjectFile } | null, { rules }: TagTable): boolean {
  return rules !== "uv" || best === null || file.filename <= best.file.filename;
}

/** No build tag first, then by number, then by what follows it (binary distribution format). */
function compareBuilds(a: ProjectFile, b: ProjectFile): number {
  const first = readWheel(a)?.build ?? null;
  const second = readWheel(b)?.build ?? null;
  if (first === null || second === null) return (first === null ? 0 : 1) - (second === null ? 0 : 1);
  const numbers = first.number.length - second.number.length || compareText(first.number, second.number);
  return numbers || compareText(first.suffix, second.suffix);
}

/** The last three parts of the name. Of a variant wheel they are none that fits (PEP 825). */
function writtenTags(filename: string): string {
  const end = filename.length - ".whl".length;
  const platform = filename.lastIndexOf("-", end);
  const abi = filename.lastIndexOf("-", platform - 1);
  return filename.slice(filename.lastIndexOf("-", abi - 1) + 1, end);
}
