import type { MarkerEnvironment } from "../pep/marker.ts";
import type { Requirement } from "../pep/requirement.ts";
import type { Candidate } from "./candidate.ts";
import { judgeMetadata } from "./flawed-metadata.ts";
import { markerHolds } from "./marker-memory.ts";
import { candidateOf, type PackageNode } from "./package-node.ts";
import type { Situation } from "./situation.ts";
import type { WantedMetadata } from "./source.ts";
import type { SourceCache } from "./source-cache.ts";

/** What one version needs on the target, as far as it is known. */
export type Dependencies =
  | { readonly state: "unasked"; readonly wanted: WantedMetadata }
  /** `skipped`: the installer passes over a version with such metadata. */
  | { readonly state: "unknown" | "skipped"; readonly reason: string }
  | {
      readonly state: "known";
      readonly requires: readonly Requirement[];
      readonly requiresPython: string | null;
    };

/** Answers what versions need, with the markers of the target evaluated once. */
export class DependencyReader {
  readonly #cache: SourceCache;
  readonly #situation: Situation;
  /** By extra, then by node and state. */
  readonly #read = new Map<string | null, Map<PackageNode, Dependencies[]>>();

  constructor(cache: SourceCache, situation: Situation) {
    this.#cache = cache;
    this.#situation = situation;
  }

  /** With an extra: only what the extra adds. */
  read(node: PackageNode, state: number, extra: string | null): Dependencies {
    const nodes = this.#read.get(extra) ?? new Map<PackageNode, Dependencies[]>();
    const states = nodes.get(node) ?? [];
    const known = states[state];
    if (known !== undefined) return known;
    const read = this.#readNow(node, state, extra);
    if (read.state === "unasked") return read;
    states[state] = read;
    this.#read.set(extra, nodes.set(node, states));
    return read;
  }

  #readNow(node: PackageNode, state: number, extra: string | null): Dependencies {
    const candidate = candidateOf(node, state);
    if (candidate.isUnknown) return { state: "unknown", reason: "its versions are not known" };
    const wanted = wantedOf(node.name, candidate);
    const answer = this.#cache.metadata(wanted, this.#situation.target);
    if (answer === undefined) return { state: "unasked", wanted };
    const judged = judgeMetadata(answer, this.#situation.policy.tool);
    if (judged.state !== "known") return judged;
    return { ...judged, requires: neededOf(judged.requires, this.#situation.environment, extra) };
  }
}

type Requires = readonly Requirement[];

const NEEDED = new WeakMap<Requires, WeakMap<MarkerEnvironment, Map<string | null, Requires>>>();

/** Made once for each answer, however often it is solved. */
function neededOf(requires: Requires, environment: MarkerEnvironment, extra: string | null): Requires {
  const byEnvironment = NEEDED.get(requires) ?? new WeakMap<MarkerEnvironment, Map<string | null, Requires>>();
  const byExtra = byEnvironment.get(environment) ?? new Map<string | null, Requires>();
  const needed = byExtra.get(extra) ?? requires.filter((one) => isNeeded(one, environment, extra));
  NEEDED.set(requires, byEnvironment.set(environment, byExtra.set(extra, needed)));
  return needed;
}

/** Whether a requirement of a package holds; with an extra: whether it is the extra that adds it. */
export function isNeeded({ marker }: Requirement, environment: MarkerEnvironment, extra: string | null): boolean {
  if (marker === null) return extra === null;
  if (extra === null) return markerHolds(marker, environment, null);
  return markerHolds(marker, environment, extra) && !markerHolds(marker, environment, null);
}

function wantedOf(name: string, { version, url }: Candidate): WantedMetadata {
  return { name, version, url };
}
