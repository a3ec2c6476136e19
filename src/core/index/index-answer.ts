import type { IndexStrategy } from "../options/options.ts";
import type { ProjectFile, ProjectIndex } from "./project-index.ts";

/** What one index or page says of one project. */
export interface IndexAnswer {
  /** Of the index or page, without credentials. */
  readonly index: string;
  readonly kind: "index" | "find-links";
  /** `absent`: the index does not have the project · `auth`: it wants credentials · `unknown`: it did not answer as an index. */
  readonly state: "found" | "absent" | "auth" | "unknown";
  readonly page: ProjectIndex | null;
  /** One sentence for `auth` and `unknown`. */
  readonly reason: string | null;
}

/** What all of them say together. */
export interface JoinedAnswer {
  /** `found` when one of those that count has the project; else the worst of what is known: `unknown`, `auth`, `absent`. */
  readonly state: IndexAnswer["state"];
  /** The files of the indexes that count. */
  readonly project: ProjectIndex | null;
  /** Which index a file is from. */
  readonly indexOf: ReadonlyMap<ProjectFile, string>;
  /** Every index that has the project, in their order. */
  readonly indexes: readonly string[];
  /** Of the indexes that did not answer, one sentence each: then what is absent is not proven to be. */
  readonly reasons: readonly string[];
}

/**
 * Puts the answers of several indexes together. `first-index`: the first index that has the project, and no other one (uv's
 * default, which keeps a public name from standing in for a private one) · both others: all of them (pip's way). Pages of
 * `--find-links` always count.
 */
export function joinAnswers(answers: readonly IndexAnswer[], strategy: IndexStrategy): JoinedAnswer {
  const found = answers.filter(({ state, page }) => state === "found" && page !== null);
  const first = found.find(({ kind }) => kind === "index");
  const counting =
    strategy === "first-index" ? found.filter((one) => one.kind === "find-links" || one === first) : found;
  const indexOf = new Map(
    counting.flatMap(({ page, index }) => (page?.files ?? []).map((file) => [file, index] as const)),
  );
  return {
    state: counting.length > 0 ? "found" : worstOf(answers),
    project: joinPages(counting.flatMap(({ page }) => page ?? [])),
    indexOf,
    indexes: found.map(({ index }) => index),
    reasons: answers.flatMap(({ state, reason }) => (state === "auth" || state === "unknown" ? (reason ?? []) : [])),
  };
}

function worstOf(answers: readonly IndexAnswer[]): IndexAnswer["state"] {
  const states = answers.map(({ state }) => state);
  return states.includes("unknown") ? "unknown" : states.includes("auth") ? "auth" : "absent";
}

function joinPages(pages: readonly ProjectIndex[]): ProjectIndex | null {
  const [first, ...more] = pages;
  if (first === undefined || more.length === 0) return first ?? null;
  return { ...first, files: pages.flatMap(({ files }) => files), problems: pages.flatMap(({ problems }) => problems) };
}
