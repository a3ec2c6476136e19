import type { SurfaceOptions } from "../core/options/options.ts";
import type { RunInfo } from "../core/render/run-info.ts";
import type {
  Annotator,
  ArtifactStore,
  CommentIdentity,
  JobSummary,
  PullRequestComments,
  StepOutputs,
} from "../ports/github.ts";
import type { Log } from "../ports/log.ts";

export interface PublishPorts {
  readonly comments: PullRequestComments;
  readonly annotator: Annotator;
  readonly summary: JobSummary;
  readonly outputs: StepOutputs;
  readonly artifacts: ArtifactStore;
  readonly log: Log;
  /** Aborted when the job was cancelled: what goes over the network is then left out. */
  readonly signal: AbortSignal;
}

export interface PublishOptions {
  readonly surface: SurfaceOptions;
  readonly identity: CommentIdentity;
  readonly run: RunInfo;
  /** Path of the working directory in the repository, "" or ending in "/": places in a report are seen from there. */
  readonly placePrefix: string;
  /** What the run itself decides; default: the outputs of a build. */
  readonly outputs?: readonly (readonly [name: string, value: string])[];
}
