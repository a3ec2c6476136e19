import type { Requirement } from "../pep/requirement.ts";
import { Requirers } from "./requirers.ts";
import type { SourceCache } from "./source-cache.ts";
import type { SolverTrace } from "./trace.ts";

/**
 * What outlives a restart. The search begins anew when it learns of something that changes what it has concluded from
 * before: a URL that nobody had asked for, or somebody who asks for a pre-release that had been ruled out.
 */
export interface SearchMemory {
  readonly cache: SourceCache;
  readonly requirers: Requirers;
  /** URLs that anybody wants a project from, by project. */
  readonly urls: Map<string, Set<string>>;
  /** Steps that may still be made, one for each decision, conflict or dead end. */
  readonly budget: { left: number };
  /** Nothing is ruled out for good because nobody who is known asks for it (`closed-versions.ts`). */
  readonly isThorough: boolean;
  /**
   * No version whose metadata cannot be read is taken only because newer ones led into conflicts: as nothing speaks
   * against it, the search would always end there.
   */
  readonly avoidsUnknown: boolean;
  /** Who listens; null: nobody. */
  readonly trace: SolverTrace | null;
}

export function makeMemory(cache: SourceCache, budget: { left: number }, trace: SolverTrace | null): SearchMemory {
  return { cache, requirers: new Requirers(), urls: new Map(), budget, isThorough: false, avoidsUnknown: true, trace };
}

/** Whether the URL is new. */
export function rememberUrl({ urls }: SearchMemory, { name, url }: Requirement): boolean {
  if (url === null) return false;
  const known = urls.get(name) ?? new Set<string>();
  urls.set(name, known);
  const isNew = !known.has(url);
  known.add(url);
  return isNew;
}

export class Restart extends Error {}

/** The budget is used up, or the caller has called it off. */
export class Stopped extends Error {}
