import type { Candidate } from "../../resolve/candidate.ts";

/** Newer versions that stand apart for one and the same reason. */
export interface NewerGroup {
  /** Ascending. */
  readonly candidates: readonly Candidate[];
  /** For people. */
  readonly range: string;
}

export function versionsOf({ candidates }: NewerGroup): readonly string[] {
  return candidates.flatMap(({ version }) => version?.normalized ?? []);
}
