import { relative, sep } from "node:path";
import type { GitHubContext } from "../adapters/github/context.ts";
import type { PublishOptions } from "../app/publish-options.ts";
import { WheelhouseError } from "../core/error.ts";
import type { SurfaceOptions } from "../core/options/options.ts";
import type { Problem } from "../core/problem.ts";

export function inputError(problems: readonly Problem[]): WheelhouseError {
  const sentences = problems.map(({ message, expected }) => (expected === null ? message : `${message} ${expected}`));
  const message = sentences.length === 1 ? `${sentences[0]}` : `${sentences.length} inputs are wrong.`;
  return new WheelhouseError("invalid-input", message, { hint: null, problems: sentences });
}

/** The way from the repository's root to the working directory, "" or ending in "/"; "" when it is elsewhere. */
export function placePrefixOf(workspace: string, workingDirectory: string): string {
  const path = relative(workspace, workingDirectory).split(sep).join("/");
  return path === "" || path === ".." || path.startsWith("../") ? "" : `${path}/`;
}

/** Which comment is ours, and what the surfaces say of the run. */
export function publishOptions(
  context: GitHubContext,
  surface: SurfaceOptions,
  report: { readonly name: string; readonly placePrefix: string },
): PublishOptions {
  const { workflowFile, job, sha, runId, attempt, repository } = context;
  const isKnown = repository !== "";
  return {
    surface,
    placePrefix: report.placePrefix,
    identity: { key: `${workflowFile}/${job}/${report.name}`, run: `${runId}.${attempt}`, sha },
    run: {
      url: isKnown ? context.runUrl : null,
      label: context.runLabel,
      sha: sha === "" ? null : sha,
      repositoryUrl: isKnown ? context.repositoryUrl : null,
    },
  };
}
