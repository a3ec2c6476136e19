import type { Requirement } from "../../pep/requirement.ts";
import { makeSpecifierSet } from "../../pep/specifier.ts";
import { makeVersion, type Version } from "../../pep/version.ts";
import { sortVersions } from "../candidate-order.ts";
import { judgeMetadata } from "../flawed-metadata.ts";
import type { AvailableVersion, MetadataAnswer, MetadataSource, VersionsAnswer, WantedMetadata } from "../source.ts";
import { SourceCache } from "../source-cache.ts";
import { contentDemands, type Member } from "./joint-demand.ts";
import { jointName, readJointName } from "./joint-name.ts";

/** For each project whose copies need not all agree: the block of each target. Those of one block agree. */
export type Blocks = ReadonlyMap<string, readonly number[]>;

/** The answers to what the joint problem asks, made of those of the real source; each real question is asked once. */
export class JointSource {
  readonly #cache: SourceCache;
  readonly #members: readonly Member[];
  readonly #tag: string;
  readonly #ranks = new Map<string, readonly AvailableVersion[]>();
  readonly #contents = new Map<string, MetadataAnswer>();
  /** Versions of which only their place among those of their project is told. */
  readonly #places: Version[] = [];

  constructor(source: MetadataSource, members: readonly Member[], tag: string) {
    this.#cache = new SourceCache(source);
    this.#members = members;
    this.#tag = tag;
  }

  under(blocks: Blocks): MetadataSource {
    return {
      versions: async (names) => {
        await this.#cache.askVersions(names.map((name) => readJointName(name).name));
        return names.map((name) => this.#versions(name));
      },
      requirements: async (wanted) => {
        await this.#askContents(wanted);
        return wanted.map((one) => this.#metadata(one, blocks));
      },
    };
  }

  /** The version that a rank stands for. */
  versionAt(name: string, rank: string): Version | null {
    return this.#ranksOf(name)[Number(rank)]?.version ?? null;
  }

  #versions(joint: string): VersionsAnswer {
    const read = readJointName(joint);
    const answer = this.#cache.versions(read.name);
    const fixed = "target" in read ? this.#members[read.target]?.fixed.get(read.name) : undefined;
    if (read.kind === "foreign") return { name: joint, state: "absent" };
    if (fixed !== undefined) {
      const version = read.kind === "choice" && fixed.version !== null ? fixed.version : this.#place(0);
      return { name: joint, state: "known", versions: [this.#takeable(version)] };
    }
    if (answer?.state !== "known") return answer === undefined ? UNASKED(joint) : { ...answer, name: joint };
    const ranks = this.#ranksOf(read.name);
    if (read.kind !== "choice") {
      return { name: joint, state: "known", versions: ranks.map((_, rank) => this.#takeable(this.#place(rank))) };
    }
    return { name: joint, state: "known", versions: ranks.map((one) => this.#seenFrom(read.target, one)) };
  }

  /** The versions of a project, as the solver tells them apart. */
  #ranksOf(name: string): readonly AvailableVersion[] {
    const known = this.#ranks.get(name);
    if (known !== undefined) return known;
    const answer = this.#cache.versions(name);
    const ranks = answer?.state === "known" ? sortVersions(answer.versions) : [];
    this.#ranks.set(name, ranks);
    return ranks;
  }

  #takeable(version: Version): AvailableVersion {
    return { version, requiresPython: null, yanked: null, wheels: [[this.#tag]], hasSdist: true, uploadTime: LONG_AGO };
  }

  #seenFrom(target: number, one: AvailableVersion): AvailableVersion {
    const { situation } = this.#member(target);
    return {
      ...one,
      requiresPython: one.requiresPython === null || situation.allowsPython(one.requiresPython) ? null : NO_PYTHON,
      wheels: one.wheels.some(situation.fits) ? [[this.#tag]] : [],
    };
  }

  async #askContents(wanted: readonly WantedMetadata[]): Promise<void> {
    const asked = this.#members.map(({ number, situation }) => {
      const own = wanted.filter(({ name }) => {
        const read = readJointName(name);
        return read.kind === "content" && read.target === number;
      });
      return this.#cache.askMetadata(
        own.map((one) => this.#real(one)),
        situation.target,
      );
    });
    await Promise.all(asked);
  }

  /** What a content stands for. */
  #real({ name: joint, version }: WantedMetadata): WantedMetadata {
    const read = readJointName(joint);
    const { name } = read;
    const fixed = "target" in read ? this.#members[read.target]?.fixed.get(name) : undefined;
    if (fixed !== undefined) return { name, version: fixed.version, url: fixed.url };
    return { name, version: this.versionAt(name, version?.normalized ?? ""), url: null };
  }

  #metadata(wanted: WantedMetadata, blocks: Blocks): MetadataAnswer {
    const read = readJointName(wanted.name);
    if (read.kind === "content") return this.#content(wanted, this.#member(read.target));
    const requires = read.kind === "choice" ? this.#choice(read.name, read.target, wanted.version, blocks) : [];
    return known(wanted, requires);
  }

  #content(wanted: WantedMetadata, member: Member): MetadataAnswer {
    const key = `${wanted.name} ${wanted.version?.normalized}`;
    const before = this.#contents.get(key);
    if (before !== undefined) return before;
    const answer = this.#cache.metadata(this.#real(wanted), member.situation.target);
    const translated = translate(wanted, answer, member);
    this.#contents.set(key, translated);
    return translated;
  }

  /** A chosen version asks for its content, and for the agreement of its block where more than one target is in it. */
  #choice(name: string, target: number, version: Version | null, blocks: Blocks): readonly Requirement[] {
    const isFixed = this.#member(target).fixed.has(name);
    const rank = isFixed ? 0 : this.#ranksOf(name).findIndex((one) => one.version.normalized === version?.normalized);
    const own = blocks.get(name) ?? this.#members.map(() => 0);
    const block = own[target] ?? 0;
    const isShared = !isFixed && own.filter((one) => one === block).length > 1;
    return [
      exactly(jointName(name, "content", target), this.#place(rank)),
      ...(isShared ? [exactly(jointName(name, "agreement", block), this.#place(rank))] : []),
    ];
  }

  #place(rank: number): Version {
    const known = this.#places[rank];
    if (known !== undefined) return known;
    const parts = { epoch: "0", release: [String(rank)], pre: null, post: null, dev: null, local: null };
    this.#places[rank] = makeVersion(parts);
    return this.#place(rank);
  }

  #member(target: number): Member {
    const member = this.#members[target];
    if (member === undefined) throw new RangeError(`there is no target ${target}`);
    return member;
  }
}

/** What the installer passes over is for no Python. */
function translate(wanted: WantedMetadata, answer: MetadataAnswer | undefined, member: Member): MetadataAnswer {
  const { allowsPython, policy } = member.situation;
  const judged = answer === undefined ? UNANSWERED : judgeMetadata(answer, policy.tool);
  if (judged.state !== "known") {
    if (judged.state === "skipped") return { ...known(wanted, []), requiresPython: NO_PYTHON };
    return { ...wanted, url: null, state: "unknown", reason: judged.reason };
  }
  const isAllowed = judged.requiresPython === null || allowsPython(judged.requiresPython);
  return { ...known(wanted, contentDemands(judged.requires, member)), requiresPython: isAllowed ? null : NO_PYTHON };
}

const UNANSWERED = { state: "unknown", reason: "" } as const;
const UNASKED = (name: string): VersionsAnswer => ({ name, state: "unknown", reason: "nothing was said about it" });
/** No Python is one of these. */
const NO_PYTHON = "<0";
/** Before whatever cut-off there is. */
const LONG_AGO = "0001-01-01T00:00:00Z";

function known(
  { name, version }: WantedMetadata,
  requires: readonly Requirement[],
): Extract<MetadataAnswer, { state: "known" }> {
  return { name, version, url: null, state: "known", requires, extras: [], requiresPython: null, evidence: null };
}

function exactly(name: Requirement["name"], version: Version): Requirement {
  const specifiers = makeSpecifierSet([{ operator: "==", text: version.normalized, version, wildcard: false }]);
  const canonical = `${name}${specifiers.canonical}`;
  return { name, writtenName: name, extras: [], writtenExtras: [], specifiers, url: null, marker: null, canonical };
}
