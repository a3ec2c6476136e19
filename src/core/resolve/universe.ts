import type { MarkerTree } from "../pep/marker.ts";
import type { NormalizedName } from "../pep/name.ts";
import { normalizeName } from "../pep/name.ts";
import { parseRequirement } from "../pep/requirement.ts";
import type { Version } from "../pep/version.ts";
import { parseVersion } from "../pep/version.ts";
import { expandTags } from "../pep/wheel-tags.ts";
import { flawOf } from "./flawed-metadata.ts";
import type { AvailableVersion, MetadataAnswer, MetadataSource, VersionsAnswer, WantedMetadata } from "./source.ts";

/** A made-up or recorded index: what each version of each project needs and offers. */
export interface Universe {
  readonly packages: Readonly<Record<string, Readonly<Record<string, UniverseVersion>>>>;
}

export interface UniverseVersion {
  /** Dependency specifiers, or what stands for one; those of an extra carry `extra == "name"` in their marker, as in METADATA. */
  readonly requires: readonly string[];
  /** Name and version as its metadata has them, parted by `/`; empty: none. Absent: those of its files. */
  readonly says?: string;
  readonly requiresPython?: string;
  /** A text is the reason. */
  readonly yanked?: boolean | string;
  readonly sdist: boolean;
  /** One compressed tag set for each wheel, as in its file name: `py3-none-any`. */
  readonly wheelTags: readonly string[];
  /** ISO 8601. */
  readonly uploadTime?: string;
}

/**
 * A source that knows everything of a universe and nothing else; every direct reference is unknown to it. Throws
 * `TypeError` when the universe itself holds a version or tag that is none.
 */
export function sourceFromUniverse(universe: Universe): MetadataSource {
  const projects = new Map<string, Project>();
  const tags = tagReader();
  for (const [name, versions] of Object.entries(universe.packages)) {
    projects.set(normalizeName(name), makeProject(normalizeName(name), versions, tags));
  }
  return {
    versions: async (names) => names.map((name) => projects.get(name)?.versions() ?? { name, state: "absent" }),
    requirements: async (wanted) =>
      wanted.map((one) => projects.get(one.name)?.metadata(one) ?? { ...one, state: "unknown", reason: NOT_THERE }),
  };
}

const NOT_THERE = "the universe does not have it";

interface Project {
  readonly versions: () => VersionsAnswer;
  readonly metadata: (wanted: WantedMetadata) => MetadataAnswer | null;
}

/** Texts are read when they are asked for: of a large universe most never are. */
function makeProject(
  name: NormalizedName,
  versions: Readonly<Record<string, UniverseVersion>>,
  tags: (text: string) => readonly string[],
): Project {
  let answer: VersionsAnswer | null = null;
  const byVersion = new Map<string, UniverseVersion>();
  const metadata = new Map<string, MetadataAnswer>();
  const load = (): VersionsAnswer => {
    const available = Object.entries(versions).map(([text, offer]) => {
      const version = requireVersion(text);
      byVersion.set(version.normalized, offer);
      return toAvailable(version, offer, tags);
    });
    return { name, state: "known", versions: available };
  };
  return {
    versions: () => (answer ??= load()),
    metadata: ({ version, url }) => {
      answer ??= load();
      const key = version?.normalized ?? "";
      const offer = byVersion.get(key);
      if (url !== null || version === null || offer === undefined) return null;
      const known = metadata.get(key) ?? toMetadata(name, version, offer);
      metadata.set(key, known);
      return known;
    },
  };
}

function toAvailable(
  version: Version,
  offer: UniverseVersion,
  tags: (text: string) => readonly string[],
): AvailableVersion {
  return {
    version,
    requiresPython: offer.requiresPython ?? null,
    yanked: offer.yanked === true ? "" : offer.yanked === false ? null : (offer.yanked ?? null),
    wheels: offer.wheelTags.map(tags),
    hasSdist: offer.sdist,
    uploadTime: offer.uploadTime ?? null,
  };
}

function toMetadata(name: NormalizedName, version: Version, offer: UniverseVersion): MetadataAnswer {
  const [saidName = "", saidVersion = ""] = offer.says?.split("/") ?? [name, version.normalized];
  const flaw = flawOf({ name: saidName, version: saidVersion }, { name, version });
  if (flaw !== null) {
    const reason = flaw === "lie" ? `it says that it is ${saidName} ${saidVersion}` : "it has no readable metadata";
    return { name, version, state: "unknown", reason, flaw };
  }
  const lines = offer.requires.map((text) => ({ text, read: parseRequirement(text) }));
  const requires = lines.flatMap(({ read }) => (read.ok ? [read.value] : []));
  const broken = lines.flatMap(({ text, read }) => (read.ok ? [] : [text]));
  const extras = [...new Set(requires.flatMap(({ marker }) => (marker === null ? [] : extrasIn(marker.tree))))];
  return {
    name,
    version,
    state: "known",
    requires,
    ...(broken.length > 0 && { broken }),
    extras,
    requiresPython: offer.requiresPython ?? null,
    evidence: null,
  };
}

function extrasIn(tree: MarkerTree): readonly NormalizedName[] {
  if (tree.kind === "group") return extrasIn(tree.inner);
  if (tree.kind !== "comparison") return tree.parts.flatMap(extrasIn);
  const { left, right } = tree;
  if (left.kind === "variable" && left.name === "extra" && right.kind === "text") return [normalizeName(right.value)];
  return right.kind === "variable" && right.name === "extra" && left.kind === "text" ? [normalizeName(left.value)] : [];
}

function requireVersion(text: string): Version {
  const version = parseVersion(text);
  if (!version.ok) throw new TypeError(`the universe has a version that is none: ${text}`);
  return version.value;
}

/** The same few tags stand on most wheels: each text is read once. */
function tagReader(): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const tags = known.get(text) ?? expandTags(text);
    if (tags === null) throw new TypeError(`the universe has tags that are none: ${text}`);
    known.set(text, tags);
    return tags;
  };
}
