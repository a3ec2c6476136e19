import { diagnose } from "../../diagnose/diagnose.ts";
import { findDistribution } from "../../diagnose/distribution.ts";
import { excerptOf } from "../../diagnose/excerpt.ts";
import type { LogEvent, LogParse } from "../../log/event.ts";
import { type DockerFacts, type DockerFailure, reduceDocker } from "../../log/facts/docker.ts";
import { installersEnd } from "../../log/facts/outcome.ts";
import type { Finding, Place } from "../../report/model.ts";
import { readBuildOutput } from "../build-output.ts";
import { outputOf } from "../docker-output.ts";
import { logEvidence, placeEvidence } from "../evidence.ts";
import type { FindingFacts, ResolutionLog } from "../facts.ts";
import { type Cause, causeOf } from "../failure-cause.ts";
import type { CheckResult } from "../find-findings.ts";
import { explainImageError } from "../image-error.ts";

/** A step of a Docker build that failed of something that no installer in it told of: apt-get, curl, COPY, the Dockerfile. */
export function checkDockerStepFailed({ resolution, target }: FindingFacts): CheckResult {
  const docker = resolution === null ? null : reduceDocker(resolution.parse);
  const failure = docker?.failure ?? null;
  if (resolution === null || docker === null || failure === null) return { findings: [] };
  if (installersEnd({ events: eventsOf(resolution.parse, failure) }) === "badly") return { findings: [] };
  return { findings: [toFinding(resolution, docker, failure, target)] };
}

/** What installers said inside of the step. */
function eventsOf({ events }: LogParse, { step }: DockerFailure): readonly LogEvent[] {
  if (step === null) return [];
  if (step.stream !== null) return events.filter((event) => event.stream === step.stream);
  return events.filter(({ span, stream }) => stream === undefined && span.bytes[0] >= step.span.bytes[0]);
}

function toFinding(log: ResolutionLog, docker: DockerFacts, failure: DockerFailure, target: string | null): Finding {
  const wanted = outputOf(docker);
  const read = wanted === null || !log.text ? null : readBuildOutput(log.text, wanted.span, wanted);
  const output = read === null || read.lines.length === 0 ? null : read;
  const diagnoses = output === null ? [] : diagnose(output.lines, { failed: true });
  const excerpt = output === null ? null : excerptOf(output.lines, diagnoses);
  const lines = output?.lines ?? [];
  const lane = failure.emulator ? ("emulated" as const) : null;
  const reason = wordOfTool(eventsOf(log.parse, failure));
  const signs = { lane, exitCode: failure.exitCode, reason, excerpt, diagnoses };
  const distribution = findDistribution([...lines, ...docker.steps.map(({ name }) => name)]);
  const cause = imageCause(failure) ?? causeOf({ ...signs, output: output?.lines ?? null, distribution });
  const span = excerpt === null || output === null ? failure.span : output.spanOf(...excerpt.range);
  const places = placesOf(failure);
  return {
    code: "docker-step-failed",
    severity: "error",
    target,
    title: `${nameOf(failure)} failed${failure.exitCode === null ? "" : ` (exit code ${failure.exitCode})`}`,
    message: `${whereOf(failure)} ${cause.text}`,
    packages: [],
    places,
    evidence: [logEvidence(log.file, span), ...placeEvidence(places)],
    remedies: cause.remedies,
    ...(excerpt === null ? {} : { excerpt: excerpt.lines }),
  };
}

/** What a tool said that runs installers or builds, where the output has no cause that is known. */
function wordOfTool(events: readonly LogEvent[]): string | null {
  const said = events.findLast((event) => event.kind === "tool-failed");
  return said === undefined ? null : `${said.tool} says: ${said.message.replace(/\.?$/, ".")}`;
}

/** Errors of the builder itself. */
function imageCause({ message, command }: DockerFailure): Cause | null {
  if (command !== null) return null;
  const known = explainImageError(message);
  return { class: "unknown", text: known?.cause ?? `${message}.`, remedies: known?.remedies ?? [] };
}

const NAME_LIMIT = 80;

/** `RUN apt-get install -y gcc`: the instruction on one line, cut where titles end. */
function nameOf({ step }: DockerFailure): string {
  if (step === null) return "the Docker build";
  const line = [step.instruction, step.text].filter(Boolean).join(" ").replaceAll(/\s+/g, " ");
  return line.length > NAME_LIMIT ? `${line.slice(0, NAME_LIMIT - 1)}…` : line;
}

function whereOf({ step, place }: DockerFailure): string {
  const stage = step?.stage ? ` of stage ${step.stage}` : "";
  const platform = step?.platform ? ` for ${step.platform}` : "";
  const line = place === null ? "" : ` (${place.file ?? "Dockerfile"}:${place.lines[0]})`;
  const what = step === null ? "The build of the image" : `A step${stage}${platform}`;
  return `${what}${line} failed.`;
}

/** Annotations need a file: BuildKit names it, the other builders do not. */
function placesOf({ place }: DockerFailure): readonly Place[] {
  return place === null || place.file === null ? [] : [{ file: place.file, line: place.lines[0], column: 1 }];
}
