import { randomBytes } from "node:crypto";
import type { Faults } from "../loopback/faults.ts";
import { type Call, type LoggedRequest, type Reply, startLoopbackServer } from "../loopback/server.ts";
import { type Contract, loadContract, type Match } from "./contract.ts";
import { type Answer, badCredentials, notAccessible, notFound, toReply, validationFailed } from "./replies.ts";
import { ROUTES, type Route } from "./routes.ts";
import { makeShapes, type Shapes } from "./shapes.ts";
import { ACTIONS_BOT, type Comment, type Person, type PullRequest, type World } from "./state.ts";

export { primaryLimit, secondaryLimit } from "./replies.ts";
export { ACTIONS_BOT } from "./state.ts";

/** A job's `permissions:`; what is not named is none. */
export type Permissions = Readonly<
  Partial<Record<"actions" | "checks" | "contents" | "issues" | "pull-requests", "read" | "write">>
>;

export interface GithubRestOptions {
  /** `owner/name`; default `octo/repo`. */
  readonly repository?: string;
  /** In a private repository reading needs a permission, too. */
  readonly isPrivate?: boolean;
  /** Longest body of a comment, in UTF-16 units; default 65,536. */
  readonly maxBody?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface GithubRest {
  /** For `GITHUB_API_URL`, without a slash at the end. */
  readonly url: string;
  readonly repository: string;
  /** A new token; it writes as `github-actions[bot]` unless `user` is given. */
  token(permissions: Permissions, user?: Person): string;
  /** State of the repository; tests may read and change it. */
  readonly world: World;
  /** Somebody comments. */
  addComment(comment: { issue: number; body: string; user?: Person }): Comment;
  addPullRequest(pull: Partial<PullRequest> & { number: number }): PullRequest;
  /** Operations are named as in GitHub's text: `POST /repos/{owner}/{repo}/issues/{issue_number}/comments`. */
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  /** Every request and answer that breaks GitHub's OpenAPI text. Assert that it is empty. */
  readonly violations: readonly string[];
  close(): Promise<void>;
}

interface Grant {
  readonly permissions: Permissions;
  readonly user: Person;
}

interface Api {
  readonly contract: Contract;
  readonly world: World;
  readonly grants: Map<string, Grant>;
  readonly violations: string[];
  readonly maxBody: number;
  readonly now: () => number;
  shapes: Shapes;
  lastId: number;
}

/** GitHub's REST API as far as the product uses it, with memory, held to GitHub's OpenAPI text in both directions. */
export async function startGithubRest(options: GithubRestOptions = {}): Promise<GithubRest> {
  const api = makeApi(options);
  const server = await startLoopbackServer({
    nameOf: (call) => operationName(api.contract, call),
    handle: (call) => handle(api, call),
  });
  api.shapes = makeShapes(api.contract, api.world, () => server.origin);
  return {
    url: server.origin,
    repository: api.world.repository,
    token(permissions, user = ACTIONS_BOT) {
      const token = `ghs_${randomBytes(18).toString("hex")}`;
      api.grants.set(token, { permissions, user });
      return token;
    },
    world: api.world,
    addComment({ issue, body, user = { login: "octocat", type: "User" } }) {
      const comment: Comment = { id: nextId(api), issue, body, user, created: api.now(), updated: api.now() };
      api.world.comments.push(comment);
      return comment;
    },
    addPullRequest(pull) {
      const whole = { ...pullRequestDefaults(api.world.repository), ...pull };
      api.world.pullRequests.push(whole);
      return whole;
    },
    requests: server.requests,
    faults: server.faults,
    violations: api.violations,
    close: server.close,
  };
}

function makeApi({
  repository = "octo/repo",
  isPrivate = false,
  maxBody = 65_536,
  now = Date.now,
}: GithubRestOptions): Api {
  const contract = loadContract();
  const world: World = { repository, isPrivate, comments: [], pullRequests: [], runs: [] };
  const shapes = makeShapes(contract, world, () => "");
  return { contract, world, grants: new Map(), violations: [], maxBody, now, shapes, lastId: 4_000_000_000 };
}

function handle(api: Api, call: Call): Reply {
  const match = api.contract.find(call.method, call.url.pathname);
  const headers = { "x-github-request-id": randomBytes(8).toString("hex"), ...rateHeaders(api.now()) };
  if (match === null && call.method === "POST" && call.url.pathname === "/graphql") {
    return toReply(answerViewer(api, call), headers);
  }
  if (match === null) {
    api.violations.push(`${call.method} ${call.url.pathname} is not in the part of GitHub's text that the fake knows`);
    return toReply(notFound(), headers);
  }
  const reply = toReply(answerTo(api, match, call), headers);
  note(api, `${match.operation.name}: `, api.contract.checkReply(match.operation, reply));
  return reply;
}

/** The one GraphQL question that is known here: who the token writes as. Its contract is not in the OpenAPI text. */
function answerViewer(api: Api, call: Call): Answer {
  const grant = grantOf(api.grants, call);
  if (grant === null) return badCredentials();
  const { query } = JSON.parse(new TextDecoder().decode(call.body)) as { query: string };
  if (query.replaceAll(/\s+/g, "") !== "query{viewer{login}}") {
    api.violations.push(`POST /graphql: ${query} is a question that the fake does not know`);
    return notFound();
  }
  return { status: 200, body: { data: { viewer: { login: grant.user.login } } } };
}

function answerTo(api: Api, match: Match, call: Call): Answer {
  const { contract, world } = api;
  const { name } = match.operation;
  const problems = contract.checkRequest(match, call);
  note(api, `${name}: `, problems);
  note(api, `${name}: unknown parameter `, contract.unknownParameters(match.operation, call));
  const route = ROUTES.find(({ operation }) => operation === name);
  const isHere = `${match.path.owner}/${match.path.repo}`.toLowerCase() === world.repository.toLowerCase();
  if (route === undefined || !isHere) return notFound();
  const grant = grantOf(api.grants, call);
  if (grant === null) return badCredentials();
  if (!isAllowed(route, grant.permissions, world)) return notAccessible(route.permissions);
  if (problems.length > 0) return validationFailed([]);
  const { shapes, maxBody } = api;
  const context = { world, shapes, call, path: match.path, user: grant.user, maxBody, now: api.now() };
  return route.handle({ ...context, nextId: () => nextId(api) });
}

function note(api: Api, prefix: string, problems: readonly string[]): void {
  api.violations.push(...problems.map((problem) => prefix + problem));
}

function nextId(api: Api): number {
  api.lastId += 1;
  return api.lastId;
}

function pullRequestDefaults(repository: string): Omit<PullRequest, "number"> {
  return {
    state: "open",
    headSha: "a".repeat(40),
    headRef: "topic",
    headRepository: repository,
    baseRef: "main",
    baseSha: "b".repeat(40),
    user: { login: "octocat", type: "User" },
  };
}

function operationName(contract: Contract, call: Call): string {
  return contract.find(call.method, call.url.pathname)?.operation.name ?? `${call.method} ${call.url.pathname}`;
}

/** Null for a token that the fake did not give out. Both of GitHub's schemes are taken. */
function grantOf(grants: ReadonlyMap<string, Grant>, call: Call): Grant | null {
  const [, token = ""] = /^(?:token|bearer) (.+)$/i.exec(call.headers.authorization ?? "") ?? [];
  return grants.get(token) ?? null;
}

function isAllowed(route: Route, permissions: Permissions, world: World): boolean {
  const isRead = route.operation.startsWith("GET ");
  if (isRead && !world.isPrivate) return true;
  return route.permissions.some((accepted) => {
    const [name = "", level] = accepted.replace("pull_requests", "pull-requests").split("=");
    const held = permissions[name as keyof Permissions];
    return held === "write" || (held === "read" && level === "read");
  });
}

function rateHeaders(now: number): Record<string, string> {
  const reset = String(Math.floor(now / 1000) + 3600);
  return { "x-ratelimit-limit": "1000", "x-ratelimit-remaining": "999", "x-ratelimit-reset": reset };
}
