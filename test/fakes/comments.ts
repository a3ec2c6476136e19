import { isLaterRun, isSameText } from "../../src/adapters/github/marker.ts";
import type { CommentIdentity, CommentOutcome, PullRequestComments } from "../../src/ports/github.ts";

export interface StoredComment {
  readonly id: number;
  readonly key: string;
  sha: string;
  run: string;
  text: string;
  edits: number;
}

/** A pull request's comments in memory. */
export class FakeComments implements PullRequestComments {
  readonly stored: StoredComment[] = [];
  /** When set, nothing may be written. */
  denial: string | null = null;
  calls = 0;

  async upsert(
    identity: CommentIdentity,
    body: (previous: string | null) => string,
    { create }: { create: boolean },
  ): Promise<CommentOutcome> {
    this.calls += 1;
    const { key, sha, run } = identity;
    const own = this.stored.find((comment) => comment.key === key);
    if (own === undefined && !create) return { kind: "skipped", reason: "there is no comment to update" };
    if (own !== undefined && isLaterRun(own.run, run)) return { kind: "skipped", reason: "a later run has reported" };
    const text = body(own?.text ?? null);
    if (own !== undefined && isSameText(own.text, text) && own.sha === sha) return outcome("unchanged", own);
    if (this.denial !== null) return { kind: "denied", reason: this.denial };
    if (own === undefined) {
      const made = { id: this.stored.length + 1, key, sha, run, text, edits: 0 };
      this.stored.push(made);
      return outcome("created", made);
    }
    Object.assign(own, { sha, run, text, edits: own.edits + 1 });
    return outcome("updated", own);
  }
}

function outcome(kind: "created" | "updated" | "unchanged", { id }: StoredComment): CommentOutcome {
  return { kind, id, url: `https://github.com/octo/repo/pull/7#issuecomment-${id}` };
}
