import type { Target } from "../target/target.ts";
import type { MetadataAnswer, MetadataSource, VersionsAnswer, WantedMetadata } from "./source.ts";

/** Asks the source each question once, in batches; what is known can be read without waiting. */
export class SourceCache {
  /** How many batches were asked. */
  batches = 0;
  readonly #source: MetadataSource;
  readonly #versions = new Map<string, VersionsAnswer>();
  readonly #metadata = new Map<string, Map<string, MetadataAnswer>>();

  constructor(source: MetadataSource) {
    this.#source = source;
  }

  async askVersions(names: Iterable<string>): Promise<void> {
    const unasked = [...new Set(names)].filter((name) => !this.#versions.has(name));
    if (unasked.length === 0) return;
    this.batches += 1;
    for (const answer of await this.#source.versions(unasked)) this.#versions.set(answer.name, answer);
    for (const name of unasked) {
      if (!this.#versions.has(name)) this.#versions.set(name, { name, state: "unknown", reason: NO_ANSWER });
    }
  }

  async askMetadata(wanted: readonly WantedMetadata[], target: Target): Promise<void> {
    const known = this.#of(target);
    const unasked = wanted.filter((one) => !known.has(keyOf(one)));
    if (unasked.length === 0) return;
    this.batches += 1;
    for (const answer of await this.#source.requirements(unasked, target)) known.set(keyOf(answer), answer);
    for (const one of unasked) {
      if (!known.has(keyOf(one))) known.set(keyOf(one), { ...one, state: "unknown", reason: NO_ANSWER });
    }
  }

  /** Undefined before it was asked. */
  versions(name: string): VersionsAnswer | undefined {
    return this.#versions.get(name);
  }

  metadata(wanted: WantedMetadata, target: Target): MetadataAnswer | undefined {
    return this.#of(target).get(keyOf(wanted));
  }

  #of(target: Target): Map<string, MetadataAnswer> {
    const known = this.#metadata.get(target.id) ?? new Map<string, MetadataAnswer>();
    this.#metadata.set(target.id, known);
    return known;
  }
}

const NO_ANSWER = "nothing was said about it";

function keyOf({
  name,
  version,
  url,
}: {
  name: string;
  version: WantedMetadata["version"];
  url?: string | null;
}): string {
  return `${name} ${url ?? version?.normalized ?? ""}`;
}
