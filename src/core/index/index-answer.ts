import type { ProjectIndex } from "./project-index.ts";

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
