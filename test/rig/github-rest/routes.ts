import type { Call } from "../loopback/server.ts";
import { type Answer, notFound, validationFailed } from "./replies.ts";
import type { Shapes } from "./shapes.ts";
import type { Person, WorkflowRun, World } from "./state.ts";

export interface RouteContext {
  readonly world: World;
  readonly shapes: Shapes;
  readonly call: Call;
  /** Values of the path's parameters. */
  readonly path: Readonly<Record<string, string>>;
  /** Who the token writes as. */
  readonly user: Person;
  readonly maxBody: number;
  readonly now: number;
  nextId(): number;
}

export interface Route {
  /** As GitHub's text names it. */
  readonly operation: string;
  /** One of these is enough; reading a public repository needs none. */
  readonly permissions: readonly string[];
  handle(context: RouteContext): Answer;
}

const COMMENTS_READ = ["issues=read", "pull_requests=read"];
const COMMENTS_WRITE = ["issues=write", "pull_requests=write"];

/** Everything that the fake answers. */
export const ROUTES: readonly Route[] = [
  {
    operation: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    permissions: COMMENTS_READ,
    handle(context) {
      const issue = Number(context.path.issue_number);
      if (!isIssue(context.world, issue)) return notFound();
      const since = Date.parse(context.call.url.searchParams.get("since") ?? "1970-01-01T00:00:00Z");
      const found = context.world.comments.filter((item) => item.issue === issue && item.updated >= since);
      return page(context, found.map(context.shapes.comment));
    },
  },
  {
    operation: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
    permissions: COMMENTS_WRITE,
    handle(context) {
      const issue = Number(context.path.issue_number);
      if (!isIssue(context.world, issue)) return notFound();
      const body = bodyOf(context);
      if (body.problem !== null) return body.problem;
      const { now, user } = context;
      const comment = { id: context.nextId(), issue, user, body: body.text, created: now, updated: now };
      context.world.comments.push(comment);
      return { status: 201, body: context.shapes.comment(comment) };
    },
  },
  {
    operation: "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
    permissions: COMMENTS_READ,
    handle(context) {
      const comment = findComment(context);
      return comment === undefined ? notFound() : { status: 200, body: context.shapes.comment(comment) };
    },
  },
  {
    // A token that may write comments may also edit those of other people.
    operation: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
    permissions: COMMENTS_WRITE,
    handle(context) {
      const comment = findComment(context);
      if (comment === undefined) return notFound();
      const body = bodyOf(context);
      if (body.problem !== null) return body.problem;
      comment.body = body.text;
      comment.updated = context.now;
      return { status: 200, body: context.shapes.comment(comment) };
    },
  },
  {
    operation: "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}",
    permissions: COMMENTS_WRITE,
    handle(context) {
      const comment = findComment(context);
      if (comment === undefined) return notFound();
      context.world.comments.splice(context.world.comments.indexOf(comment), 1);
      return { status: 204 };
    },
  },
  {
    operation: "GET /repos/{owner}/{repo}/pulls",
    permissions: ["pull_requests=read"],
    handle(context) {
      const query = context.call.url.searchParams;
      const state = query.get("state") ?? "open";
      const head = query.get("head");
      const found = context.world.pullRequests.filter(
        (pull) =>
          (state === "all" || pull.state === state) &&
          (head === null || head === `${pull.headRepository.split("/")[0]}:${pull.headRef}`),
      );
      return page(context, found.map(context.shapes.pullRequestItem));
    },
  },
  {
    operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    permissions: ["pull_requests=read"],
    handle(context) {
      const pull = context.world.pullRequests.find(({ number }) => number === Number(context.path.pull_number));
      return pull === undefined ? notFound() : { status: 200, body: context.shapes.pullRequest(pull) };
    },
  },
  {
    operation: "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
    permissions: ["actions=read"],
    handle(context) {
      const run = findRun(context);
      return run === undefined ? notFound() : { status: 200, body: context.shapes.run(run) };
    },
  },
  {
    operation: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs",
    permissions: ["actions=read"],
    handle: (context) => jobsPage(context, findRun(context)),
  },
  {
    operation: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs",
    permissions: ["actions=read"],
    handle(context) {
      const run = findRun(context);
      return jobsPage(context, run?.attempt === Number(context.path.attempt_number) ? run : undefined);
    },
  },
];

function isIssue(world: World, number: number): boolean {
  return world.pullRequests.some((pull) => pull.number === number);
}

function findComment({ world, path }: RouteContext) {
  return world.comments.find(({ id }) => id === Number(path.comment_id));
}

function findRun({ world, path }: RouteContext): WorkflowRun | undefined {
  return world.runs.find(({ id }) => id === Number(path.run_id));
}

function jobsPage(context: RouteContext, run: WorkflowRun | undefined): Answer {
  if (run === undefined) return notFound();
  const jobs = run.jobs.map((job) => context.shapes.job(run, job));
  const { body, ...rest } = page(context, jobs);
  return { ...rest, body: { total_count: jobs.length, jobs: body } };
}

function bodyOf({ call, maxBody }: RouteContext): { text: string; problem: Answer | null } {
  const { body } = JSON.parse(call.body.toString("utf8")) as { body: string };
  const error = { resource: "IssueComment", code: "unprocessable", field: "data" };
  if (body.trim() === "") {
    return { text: body, problem: validationFailed([{ ...error, message: "Body cannot be blank" }]) };
  }
  if (body.length > maxBody) {
    const message = `Body is too long (maximum is ${maxBody} characters)`;
    return { text: body, problem: validationFailed([{ ...error, message }]) };
  }
  return { text: body, problem: null };
}

/** One page of 30, or of `per_page` up to 100, with the `Link` header that clients follow. */
function page({ call }: RouteContext, items: readonly unknown[]): Answer {
  const query = call.url.searchParams;
  const size = Math.min(100, Math.max(1, Number(query.get("per_page") ?? 30)));
  const number = Math.max(1, Number(query.get("page") ?? 1));
  const last = Math.max(1, Math.ceil(items.length / size));
  const links: string[] = [];
  const link = (rel: string, to: number) => {
    const url = new URL(call.url);
    url.host = call.headers.host ?? url.host;
    url.searchParams.set("page", String(to));
    links.push(`<${url.href}>; rel="${rel}"`);
  };
  if (number > 1) link("prev", number - 1);
  if (number < last) link("next", number + 1);
  if (number < last) link("last", last);
  if (number > 1) link("first", 1);
  const headers = links.length === 0 ? {} : { link: links.join(", ") };
  return { status: 200, headers, body: items.slice((number - 1) * size, number * size) };
}
