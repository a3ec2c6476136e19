import { evaluateMarker, isMeant, type MarkerEnvironment } from "../pep/marker.ts";
import type { Requirement } from "../pep/requirement.ts";
import type { Candidate } from "./candidate.ts";
import { judgeMetadata } from "./flawed-metadata.ts";
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
  readonly #active = new Map<string, readonly Requirement[]>();

  constructor(cache: SourceCache, situation: Situation) {
    this.#cache = cache;
    this.#situation = situation;
  }

  /** With an extra: only what the extra adds. */
  read(node: PackageNode, state: number, extra: string | null): Dependencies {
    const candidate = candidateOf(node, state);
    if (candidate.isUnknown) return { state: "unknown", reason: "its versions are not known" };
    const wanted = wantedOf(node.name, candidate);
    const answer = this.#cache.metadata(wanted, this.#situation.target);
    if (answer === undefined) return { state: "unasked", wanted };
    const judged = judgeMetadata(answer, this.#situation.policy.tool);
    if (judged.state !== "known") return judged;
    const key = `${node.name} ${candidate.key} ${extra ?? ""}`;
    const requires =
      this.#active.get(key) ?? judged.requires.filter((one) => isNeeded(one, this.#situation.environment, extra));
    this.#active.set(key, requires);
    return { ...judged, requires };
  }
}

/** Whether a requirement of a package holds; with an extra: whether it is the extra that adds it. */
export function isNeeded({ marker }: Requirement, environment: MarkerEnvironment, extra: string | null): boolean {
  if (extra === null) return isMeant(marker, environment);
  return marker !== null && evaluateMarker(marker, environment, [extra]) && !evaluateMarker(marker, environment);
}

function wantedOf(name: string, { version, url }: Candidate): WantedMetadata {
  return { name, version, url };
}
