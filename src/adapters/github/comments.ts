import type { CommentIdentity, CommentOutcome, PullRequestComments } from "../../ports/github.ts";
import type { GitHubContext } from "./context.ts";
import { explainDenial, statusOf } from "./denials.ts";
import { isLaterRun, isMarkedFor, isSameText, type Marked, readMarker, withMarker } from "./marker.ts";
import type { GitHubClient } from "./octokit.ts";
import { makePatience } from "./patience.ts";

export interface CommentSettings {
  /** Null: no comment can be written. */
  readonly token: string | null;
  readonly context: Pick<GitHubContext, "repository" | "pullRequest" | "apiUrl" | "isFork" | "isDependabot">;
  readonly debug: (text: string) => void;
}

interface OwnComment {
  readonly id: number;
  readonly url: string;
  readonly marked: Marked;
}

interface Conversation {
  readonly client: GitHubClient;
  readonly ownLogin: () => Promise<string>;
  readonly owner: string;
  readonly repo: string;
  readonly issue_number: number;
}

/** The sticky comment through GitHub's REST API. Octokit is loaded at the first call. */
export function makePullRequestComments(settings: CommentSettings): PullRequestComments {
  const { token, context } = settings;
  return {
    async upsert(identity, body, { create }) {
      const { pullRequest } = context;
      if (pullRequest === null) return skipped("this run belongs to no pull request");
      if (token === null)
        return denied("The input `github-token` is empty; a comment needs a token with `pull-requests: write`.");
      const patience = makePatience();
      const work = async (): Promise<CommentOutcome> => {
        const { makeGitHubClient, askOwnLogin } = await import("./octokit.ts");
        const { signal, mayWait } = patience;
        const access = { token, apiUrl: context.apiUrl, signal, mayWait, debug: settings.debug };
        const [owner = "", repo = ""] = context.repository.split("/");
        const issue = { owner, repo, issue_number: pullRequest };
        const client = makeGitHubClient(access);
        return upsert({ client, ownLogin: () => askOwnLogin(access), ...issue }, identity, body, create);
      };
      try {
        return await patience.race(work());
      } catch (error) {
        return denied(patience.isOver() ? SLOW : explainDenial(error, context));
      } finally {
        patience.end();
      }
    },
  };
}

const SLOW = "GitHub did not answer in time; the job summary has the report.";

async function upsert(
  conversation: Conversation,
  identity: CommentIdentity,
  body: (previous: string | null) => string,
  create: boolean,
): Promise<CommentOutcome> {
  const own = await findOwn(conversation, identity);
  if (own === null) {
    return create ? createComment(conversation, identity, body(null)) : skipped("there is none to update");
  }
  if (isLaterRun(own.marked.run, identity.run)) return skipped("a later run has already reported");
  const text = body(own.marked.text);
  if (isSameText(own.marked.text, text) && own.marked.sha === identity.sha) {
    return { kind: "unchanged", id: own.id, url: own.url };
  }
  try {
    const { client, owner, repo } = conversation;
    const edit = { owner, repo, comment_id: own.id, body: withMarker(text, identity) };
    const { data } = await client.rest.issues.updateComment(edit);
    return { kind: "updated", id: data.id, url: data.html_url };
  } catch (error) {
    // Deleted since it was found.
    if (statusOf(error) !== 404) throw error;
    return create ? createComment(conversation, identity, body(null)) : skipped("it was deleted");
  }
}

/** When GitHub fails at it, the comment may stand all the same: it is looked for before it is sent a second time. */
async function createComment(
  conversation: Conversation,
  identity: CommentIdentity,
  text: string,
): Promise<CommentOutcome> {
  const { client, owner, repo, issue_number } = conversation;
  const send = async (): Promise<CommentOutcome> => {
    const body = withMarker(text, identity);
    const { data } = await client.rest.issues.createComment({ owner, repo, issue_number, body });
    return { kind: "created", id: data.id, url: data.html_url };
  };
  try {
    return await send();
  } catch (error) {
    const status = statusOf(error);
    if (status !== 0 && status < 500) throw error;
    const own = await findOwn(conversation, identity);
    return own === null ? send() : { kind: "created", id: own.id, url: own.url };
  }
}

/** Our comment for this identity, or null. Its author must be the token's own: anyone can write our marker. */
async function findOwn(conversation: Conversation, identity: CommentIdentity): Promise<OwnComment | null> {
  let login: string | null = null;
  for await (const comments of pages(conversation)) {
    for (const { id, html_url: url, body, user } of comments) {
      const marked = readMarker(body ?? "");
      if (marked === null || !isMarkedFor(marked, identity)) continue;
      login ??= await conversation.ownLogin();
      if (isWrittenBy(login, user)) return { id, url, marked };
    }
  }
  return null;
}

/** All pages of the conversation, each read when it is asked for: the first, then the newest ones first. */
async function* pages({ client, owner, repo, issue_number }: Conversation) {
  const issue = { owner, repo, issue_number };
  const first = await client.rest.issues.listComments({ ...issue, per_page: 100 });
  yield first.data;
  for (let page = lastPage(first.headers.link); page > 1; page -= 1) {
    const { data } = await client.rest.issues.listComments({ ...issue, per_page: 100, page });
    yield data;
  }
}

/** `<…?per_page=100&page=30>; rel="last"` → 30; 1 when there is one page. */
function lastPage(link: string | undefined): number {
  const last = (link ?? "").split(",").find((part) => part.includes('rel="last"'));
  return Number(/[?&]page=(\d{1,6})/.exec(last ?? "")?.[1] ?? 1);
}

/** A bot's comment must come from a bot: only GitHub gives names that end in "[bot]". */
function isWrittenBy(login: string, user: { readonly login: string; readonly type: string } | null): boolean {
  if (user === null || user.login !== login) return false;
  return user.type === (login.endsWith("[bot]") ? "Bot" : "User");
}

function skipped(reason: string): CommentOutcome {
  return { kind: "skipped", reason };
}

function denied(reason: string): CommentOutcome {
  return { kind: "denied", reason };
}
