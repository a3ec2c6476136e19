import type { FaultEffect } from "../loopback/faults.ts";
import type { Reply } from "../loopback/server.ts";

export interface Answer {
  readonly status: number;
  /** Absent: no content. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const DOCS = "https://docs.github.com/rest";

export function toReply(answer: Answer, headers: Readonly<Record<string, string>>): Reply {
  const common = { ...headers, ...answer.headers };
  if (answer.body === undefined) return { status: answer.status, headers: common };
  const body = Buffer.from(JSON.stringify(answer.body));
  return { status: answer.status, headers: { "content-type": "application/json; charset=utf-8", ...common }, body };
}

export function notFound(): Answer {
  return failure(404, "Not Found");
}

export function badCredentials(): Answer {
  return failure(401, "Bad credentials");
}

/** What a token gets that lacks a permission; GitHub names those that would do in a header. */
export function notAccessible(accepted: readonly string[]): Answer {
  const headers = { "x-accepted-github-permissions": accepted.join("; ") };
  return { ...failure(403, "Resource not accessible by integration"), headers };
}

export function validationFailed(errors: readonly unknown[]): Answer {
  return { status: 422, body: { message: "Validation Failed", errors, documentation_url: DOCS, status: "422" } };
}

function failure(status: number, message: string): Answer {
  return { status, body: { message, documentation_url: DOCS, status: String(status) } };
}

/** Fault: the limit on content creation, which Octokit's retry plugin does not retry. */
export function secondaryLimit(retryAfterSeconds: number, status: 403 | 429 = 403): FaultEffect {
  const message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
  const headers = { "retry-after": String(retryAfterSeconds) };
  return { kind: "status", status, headers, body: { message, documentation_url: `${DOCS}/overview/rate-limits` } };
}

/** Fault: the token's 1,000 requests of this hour are used up. */
export function primaryLimit(resetInSeconds: number, status: 403 | 429 = 403): FaultEffect {
  const reset = String(Math.floor(Date.now() / 1000) + resetInSeconds);
  const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
  const message = "API rate limit exceeded for installation.";
  return { kind: "status", status, headers, body: { message, documentation_url: `${DOCS}/overview/rate-limits` } };
}
