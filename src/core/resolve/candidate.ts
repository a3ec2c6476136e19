import type { Version } from "../pep/version.ts";
import type { ConflictFact } from "./conflict-tree.ts";
import type { AvailableVersion } from "./source.ts";

/** Why a version that exists may not be taken. */
export interface Unavailable {
  readonly reason: Extract<ConflictFact, { kind: "no-versions" }>["reason"];
  /** One sentence, empty when the reason says it all. */
  readonly detail: string;
}

/** One version of a package, as the search sees it. */
export interface Candidate {
  /** Tells the candidates of one package apart, whatever their order. */
  readonly key: string;
  /** Null for a URL that tells none, and for a package of which nothing is known. */
  readonly version: Version | null;
  /** Of a direct reference. */
  readonly url: string | null;
  readonly hasWheel: boolean;
  readonly isYanked: boolean;
  /** Never on this target and with these policies. */
  readonly unavailable: Unavailable | null;
  /** Only when those who want the package ask for it so: `open-candidates.ts` says how. */
  readonly closed: "yanked" | "prerelease" | "url" | null;
  /** The index could not say which versions there are: this stands for all of them. */
  readonly isUnknown: boolean;
}

export function indexCandidate(
  available: AvailableVersion,
  rest: Pick<Candidate, "hasWheel" | "unavailable" | "closed">,
): Candidate {
  const { version } = available;
  const isYanked = available.yanked !== null;
  return { key: version.normalized, version, url: null, isYanked, isUnknown: false, ...rest };
}

export const UNKNOWN_CANDIDATE: Candidate = {
  key: "?",
  version: null,
  url: null,
  hasWheel: false,
  isYanked: false,
  unavailable: null,
  closed: null,
  isUnknown: true,
};

/** A final or post release of the index that could be installed. */
export function isFinal({ version, url, unavailable }: Candidate): boolean {
  return version !== null && url === null && !version.isPrerelease && unavailable === null;
}
