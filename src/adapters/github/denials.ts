import type { GitHubContext } from "./context.ts";

export type Trouble = Pick<GitHubContext, "isFork" | "isDependabot">;

const PERMISSION = "`pull-requests: write`";

/**
 * Why GitHub did not take the comment, as one sentence with what to change. GitHub's own text is not passed on: it may
 * hold anything.
 */
export function explainDenial(error: unknown, context: Trouble): string {
  const status = statusOf(error);
  const message = error instanceof Error ? error.message : "";
  if (status === 403 && /\brate limit|abuse/i.test(message)) return RATE_LIMITED;
  if (status === 403 && /\block(?:ed)?\b/i.test(message)) {
    return "The conversation of this pull request is locked.";
  }
  return BY_STATUS.get(status)?.(context) ?? `GitHub ${answered(status)}.`;
}

/** The HTTP status of an Octokit error; 0 when there was no answer. */
export function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : 0;
  const isAnswer = typeof error === "object" && error !== null && "response" in error && error.response !== undefined;
  return typeof status === "number" && isAnswer ? status : 0;
}

const RATE_LIMITED = "GitHub's rate limit is used up for now; the job summary has the report.";

const BY_STATUS: ReadonlyMap<number, (context: Trouble) => string> = new Map([
  [401, () => `GitHub does not accept the token; give \`github-token\` one that is valid and has ${PERMISSION}.`],
  [403, forbidden],
  [404, () => `The token cannot see the pull request or may not write to it; the job needs ${PERMISSION}.`],
  [410, () => "Issues and comments are switched off in this repository, or the conversation was deleted."],
  [422, () => "GitHub refused the comment's text as invalid or too long; the job summary has the whole report."],
  [429, () => RATE_LIMITED],
  [451, () => "GitHub has blocked this repository for legal reasons."],
]);

function forbidden(context: Trouble): string {
  if (context.isDependabot) {
    return `The token of a run that Dependabot started lacks ${PERMISSION}; the job summary has the report.`;
  }
  if (context.isFork) {
    return `The token of a pull request from a fork lacks ${PERMISSION}, and no setting of the workflow gives it; the job summary has the report.`;
  }
  return `The job's token lacks ${PERMISSION}; add it under \`permissions:\` of the job.`;
}

function answered(status: number): string {
  return status === 0 ? "could not be reached" : `answered with status ${status}`;
}
