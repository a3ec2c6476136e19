import type { Annotation } from "../core/render/annotations.ts";

/** Identity of the one comment that this workflow and report name keep on a pull request. */
export interface CommentIdentity {
  /** `<workflow file>/<job>/<report-name>`. */
  readonly key: string;
  /** `<run id>.<attempt>`: a stale run does not overwrite a newer one. */
  readonly run: string;
  readonly sha: string;
}

export type CommentMode = "on-problem" | "always" | "never";

export type CommentOutcome =
  | { readonly kind: "created" | "updated" | "unchanged"; readonly id: number; readonly url: string }
  /** Nothing to say and no comment to bring up to date, or no pull request. */
  | { readonly kind: "skipped"; readonly reason: string }
  /** The token or the service did not allow it: one sentence that names the permission. */
  | { readonly kind: "denied"; readonly reason: string };

export interface PullRequestComments {
  /**
   * `body` makes the text out of the text of our earlier comment (null without one); a marker is added to it. An own
   * earlier comment (marker, login and type checked, all pages read) is edited when its text differs, not counting a last
   * line in `<sub>`, or when it was written for another commit; without one, a comment is created only if `create`.
   */
  upsert(
    identity: CommentIdentity,
    body: (previous: string | null) => string,
    options: { readonly create: boolean },
  ): Promise<CommentOutcome>;
}

export interface Annotator {
  annotate(annotations: readonly Annotation[]): void;
}

export interface JobSummary {
  write(markdown: string): Promise<void>;
}

export interface StepOutputs {
  set(name: string, value: string): void;
  /** Sets a variable for the later steps of the job. */
  exportVariable(name: string, value: string): void;
}

export type ArtifactOutcome =
  | { readonly kind: "uploaded"; readonly name: string; readonly id: number; readonly bytes: number }
  | { readonly kind: "unavailable"; readonly reason: string };

export interface ArtifactStore {
  /** `files` are absolute paths below `root`. */
  upload(name: string, files: readonly string[], root: string): Promise<ArtifactOutcome>;
}
