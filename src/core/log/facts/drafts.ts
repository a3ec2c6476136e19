import { normalizeName } from "../../pep/name.ts";
import type { LogEvent } from "../event.ts";
import type { BuildFailure } from "./facts.ts";
import type { PackageFact } from "./packages.ts";

export type Draft = { -readonly [K in keyof PackageFact]: PackageFact[K] };

/** Lines of the log that are kept for a package. */
export const LINES_KEPT = 50;

/** Packages of which not all is known yet, by name. */
export interface Drafts {
  of(name: string): Draft;
  has(name: string): boolean;
  all(): readonly Draft[];
}

export function makeDrafts(failures: readonly BuildFailure[]): Drafts {
  const drafts = new Map<string, Draft>();
  return {
    of(name) {
      const key = normalizeName(name);
      const draft = drafts.get(key) ?? emptyDraft(key, failures);
      drafts.set(key, draft);
      return draft;
    },
    has: (name) => drafts.has(normalizeName(name)),
    all: () => [...drafts.values()],
  };
}

export function emptyDraft(name: string, failures: readonly BuildFailure[]): Draft {
  return {
    name,
    version: null,
    file: null,
    artifact: null,
    source: null,
    origin: null,
    size: null,
    wheel: null,
    built: false,
    failed: failures.some((failure) => failure.package === name),
    seconds: { download: null, build: null },
    retries: 0,
    lines: [],
  };
}

export function addLine(draft: Draft, { span }: LogEvent): void {
  if (draft.lines.length < LINES_KEPT) draft.lines = [...draft.lines, span.lines[0]].sort((a, b) => a - b);
}
