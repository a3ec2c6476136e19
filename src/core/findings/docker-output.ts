import type { LogParse, Span } from "../log/event.ts";
import { type DockerFacts, reduceDocker } from "../log/facts/docker.ts";

/** Where the output of the step that failed stands, and which lines there are its own. */
export interface StepOutput {
  readonly span: Span;
  /** Absent where the lines of a step are not marked. */
  readonly stream?: string;
}

/** The output of the step of a Docker build that failed; null when there is none. */
export function failedStepOutput(parse: LogParse): StepOutput | null {
  const docker = reduceDocker(parse);
  return docker === null ? null : outputOf(docker);
}

export function outputOf({ failure, terminal, builder }: DockerFacts): StepOutput | null {
  if (failure === null || failure.step === null) return null;
  if (terminal) return failure.excerpt === null ? null : { span: failure.excerpt };
  const { span, stream } = failure.step;
  if (stream !== null) return { span, stream };
  if (builder === "buildkit") return null;
  // The last line of the step is the builder's word that it failed; the first is its name.
  const [from, to] = [span.bytes[0], failure.span.bytes[0]];
  return { span: { lines: [span.lines[0], failure.span.lines[0] - 1], bytes: [from, to] } };
}
