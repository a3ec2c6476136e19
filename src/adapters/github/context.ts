import { readFileSync, statSync } from "node:fs";
import type { Environment } from "./environment.ts";

/** What this run is about. Every text in it was chosen by whoever opened the pull request: only ever data. */
export interface GitHubContext {
  /** `owner/name`; "" outside of a runner. */
  readonly repository: string;
  /** The commit that people know: the head of the pull request, not GitHub's trial merge of it. "" when unknown. */
  readonly sha: string;
  readonly ref: string;
  /** Digits; "0" when unknown. */
  readonly runId: string;
  readonly attempt: string;
  readonly eventName: string;
  readonly pullRequest: number | null;
  /** The pull request comes from another repository: its token can only read. */
  readonly isFork: boolean;
  /** Started by Dependabot: its token can only read, and it sees no secrets of Actions. */
  readonly isDependabot: boolean;
  readonly defaultBranch: string | null;
  /** `.github/workflows/ci.yml`, else the workflow's name. */
  readonly workflowFile: string;
  readonly job: string;
  readonly apiUrl: string;
  readonly repositoryUrl: string;
  readonly runUrl: string;
  /** `#123, attempt 2`: the run's number as people see it; null when unknown. */
  readonly runLabel: string | null;
}

/** GitHub's own limit for a payload is 25 MB. */
const LONGEST_PAYLOAD = 32 * 1024 * 1024;

/** Reads the runner's variables and the event's payload; what is absent or malformed counts as unknown. */
export function readContext(environment: Environment): GitHubContext {
  const payload = readPayload(environment.GITHUB_EVENT_PATH);
  const pull = record(payload.pull_request);
  const repository = environment.GITHUB_REPOSITORY ?? "";
  const head = record(pull.head);
  const runId = digits(environment.GITHUB_RUN_ID, "0");
  const repositoryUrl = `${environment.GITHUB_SERVER_URL || "https://github.com"}/${repository}`;
  const attempt = digits(environment.GITHUB_RUN_ATTEMPT, "1");
  const runNumber = digits(environment.GITHUB_RUN_NUMBER, "");
  return {
    repository,
    sha: commit(head.sha) || commit(environment.GITHUB_SHA),
    ref: environment.GITHUB_REF ?? "",
    runId,
    attempt,
    eventName: environment.GITHUB_EVENT_NAME ?? "",
    pullRequest: pullRequestNumber(payload),
    isFork: payload.pull_request !== undefined && text(record(head.repo).full_name) !== baseName(pull, repository),
    isDependabot: [environment.GITHUB_ACTOR, text(record(pull.user).login)].includes("dependabot[bot]"),
    defaultBranch: text(record(payload.repository).default_branch) || null,
    workflowFile: workflowFile(environment, repository),
    job: environment.GITHUB_JOB ?? "",
    apiUrl: environment.GITHUB_API_URL || "https://api.github.com",
    repositoryUrl,
    runUrl: `${repositoryUrl}/actions/runs/${runId}`,
    runLabel: runNumber === "" ? null : `#${runNumber}${attempt === "1" ? "" : `, attempt ${attempt}`}`,
  };
}

function readPayload(path: string | undefined): Record<string, unknown> {
  if (path === undefined || path === "") return {};
  try {
    if (statSync(path).size > LONGEST_PAYLOAD) return {};
    return record(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return {};
  }
}

/** The number in a `pull_request` event, or in an `issue_comment` on a pull request. */
function pullRequestNumber(payload: Record<string, unknown>): number | null {
  const issue = record(payload.issue);
  const number = record(payload.pull_request).number ?? (issue.pull_request === undefined ? null : issue.number);
  return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : null;
}

function baseName(pull: Record<string, unknown>, repository: string): string {
  return text(record(record(pull.base).repo).full_name) || repository;
}

/** `owner/name/.github/workflows/ci.yml@refs/heads/main` → `.github/workflows/ci.yml`. */
function workflowFile(environment: Environment, repository: string): string {
  const reference = environment.GITHUB_WORKFLOW_REF ?? "";
  const path = reference.startsWith(`${repository}/`) ? reference.slice(repository.length + 1) : reference;
  return path.replace(/@[^@]*$/, "") || (environment.GITHUB_WORKFLOW ?? "");
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function commit(value: unknown): string {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text(value)) ? text(value) : "";
}

function digits(value: string | undefined, otherwise: string): string {
  return value !== undefined && /^\d{1,15}$/.test(value) ? value : otherwise;
}
