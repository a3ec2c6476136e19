import type { ProjectIndex } from "./project-index.ts";

/** What one index, or one page of `--find-links`, says of a project. */
export interface ProjectAnswer {
  /** Of the index or page, without credentials. */
  readonly index: string;
  readonly kind: "index" | "find-links";
  /** `absent`: the index does not have the project · `auth`: it wants credentials · `unknown`: it did not answer as an index. */
  readonly state: "found" | "absent" | "auth" | "unknown";
  readonly page: ProjectIndex | null;
  /** One sentence for `auth` and `unknown`. */
  readonly reason: string | null;
}

/** What an sdist tells of its build without being built. */
export interface SdistFacts {
  /** As written in pyproject.toml; null when there is none or it names none. */
  readonly buildRequires: readonly string[] | null;
  readonly buildBackend: string | null;
  /** Count of files by extension, lower case: `c` → 12. */
  readonly extensions: Readonly<Record<string, number>>;
  /** Requirements may change in the build (PEP 643): the text says nothing of them. */
  readonly dynamic: boolean;
}
