import { makeAnnotator } from "../adapters/github/annotations.ts";
import { makeArtifactStore } from "../adapters/github/artifact.ts";
import { makePullRequestComments } from "../adapters/github/comments.ts";
import type { GitHubContext } from "../adapters/github/context.ts";
import { makeStepOutputs } from "../adapters/github/outputs.ts";
import { makeJobSummary } from "../adapters/github/summary.ts";
import type { PublishPorts } from "../app/publish-options.ts";
import type { Log } from "../ports/log.ts";
import type { Step } from "./step.ts";

/** GitHub's surfaces for this step. Nothing of Octokit or of the artifact client is loaded here. */
export function makeSurfaces(step: Step, log: Log, context: GitHubContext, token: string | null): PublishPorts {
  const { environment, sink, signal } = step;
  return {
    comments: makePullRequestComments({ token, context, debug: log.debug }),
    annotator: makeAnnotator(sink),
    summary: makeJobSummary(environment),
    outputs: makeStepOutputs(environment),
    artifacts: makeArtifactStore({ environment, debug: log.debug }),
    log,
    signal,
  };
}
