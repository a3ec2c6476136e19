import { diagnose } from "../../diagnose/diagnose.ts";
import { type Distribution, distributionOfImage, findDistribution } from "../../diagnose/distribution.ts";
import { excerptOf } from "../../diagnose/excerpt.ts";
import type { Diagnosis } from "../../diagnose/signature.ts";
import type { LogParse, Span } from "../../log/event.ts";
import type { BuildFailure } from "../../log/facts/facts.ts";
import type { LogText } from "../../log/reader/log-text.ts";
import { readLines } from "../../log/reader/read-lines.ts";
import type { Finding, LaneKind } from "../../report/model.ts";
import { type BuildOutput, headSpan, readBuildOutput } from "../build-output.ts";
import { logEvidence, placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import { causeOf } from "../failure-cause.ts";
import type { CheckResult } from "../find-findings.ts";
import { logFacts } from "../log-facts.ts";
import { placesOfPackage } from "../requirement-places.ts";

/** A failed build with the log that tells of it; during the resolution only metadata is built. */
interface Failed {
  readonly name: string | null;
  readonly version: string | null;
  readonly lane: LaneKind | null;
  readonly logFile: string | null;
  readonly failure: BuildFailure | null;
  readonly text: LogText | null;
  readonly parse: LogParse | null;
  readonly reason: string | null;
}

/** Each package that could not be built: the first error that explains it, its class, and what to install. */
export function checkBuildFailed(facts: FindingFacts): CheckResult {
  const failed = [...failedBuilds(facts), ...failedInResolution(facts), ...failedWithoutLog(facts)];
  return { findings: failed.map((item) => toFinding(facts, item)) };
}

function failedBuilds(facts: FindingFacts): readonly Failed[] {
  return facts.failedBuilds.map(({ name, version, lane, logFile, parse, text, reason = null }) => {
    const { failures } = logFacts(parse);
    const failure = failures.find((entry) => entry.package === name) ?? failures[0] ?? null;
    return { name, version, lane, logFile, failure, text, parse, reason };
  });
}

function failedInResolution(facts: FindingFacts): readonly Failed[] {
  const { resolution } = facts;
  if (resolution === null || resolution.resolved) return [];
  const { failures } = logFacts(resolution.parse);
  return failures.map((failure) => ({
    name: failure.package,
    version: null,
    lane: null,
    logFile: resolution.file,
    failure,
    text: resolution.text ?? null,
    parse: resolution.parse,
    reason: null,
  }));
}

/** Reported as failed, without a log: said all the same. */
function failedWithoutLog(facts: FindingFacts): readonly Failed[] {
  const told = [...facts.failedBuilds.map((item) => item.name), ...failedInResolution(facts).map((item) => item.name)];
  const known = new Set(told);
  return facts.packages
    .filter((item) => item.status === "failed" && item.artifact === "sdist" && !known.has(item.name))
    .map(({ name, version, lane, log }) => ({
      name,
      version,
      lane,
      logFile: log,
      failure: null,
      text: null,
      parse: null,
      reason: null,
    }));
}

function toFinding(facts: FindingFacts, failed: Failed): Finding {
  const output = outputOf(failed);
  const lines = output?.lines ?? (failed.reason === null ? [] : [failed.reason]);
  const diagnoses = diagnose(lines, { failed: true }).filter((item) => mayBelieve(item, failed));
  const excerpt = output === null ? null : excerptOf(output.lines, diagnoses);
  const cause = causeOf({
    lane: failed.lane,
    exitCode: failed.failure?.exitCode ?? null,
    reason: failed.reason,
    output: output?.lines ?? null,
    distribution: distributionOf(facts, failed, lines),
    excerpt,
    diagnoses,
  });
  const span = excerpt === null || output === null ? wholeSpan(failed) : output.spanOf(...excerpt.range);
  const places = failed.name === null ? [] : placesOfPackage(facts, failed.name);
  const label = failed.name === null ? "a package" : [failed.name, failed.version].filter(Boolean).join(" ");
  return {
    code: "build-failed",
    severity: "error",
    target: facts.target,
    title: `${failed.name ?? "a package"}: build failed (${cause.class})`,
    message: `${label} could not be built${describeStep(failed.failure)}. ${cause.text}`,
    packages: failed.name === null ? [] : [failed.name],
    places,
    evidence: [
      ...(failed.logFile === null || span === null ? [] : [logEvidence(failed.logFile, span)]),
      ...placeEvidence(places),
    ],
    remedies: cause.remedies,
    ...(excerpt === null ? {} : { excerpt: excerpt.lines }),
  };
}

/** The system whose packages are missing: what the log shows, else that of the image that such a target is built in. */
function distributionOf(facts: FindingFacts, failed: Failed, output: readonly string[]): Distribution | null {
  const shown = findDistribution(output) ?? findDistribution(stepsOf(failed.parse)) ?? findDistribution(headOf(failed));
  return shown ?? (failed.lane === "emulated" ? distributionOfImage(facts.target ?? "") : null);
}

/** The instructions of a Docker build: its images and what it installed. */
function stepsOf(parse: LogParse | null): readonly string[] {
  const events = parse?.events ?? [];
  return events.flatMap((event) => (event.kind === "docker-step" || event.kind === "legacy-step" ? event.name : []));
}

function headOf({ text, failure }: Failed): readonly string[] {
  const bytes = failure === null ? null : headSpan(failure);
  return text === null || bytes === null ? [] : readLines(text.read({ lines: [1, 1], bytes })).map((line) => line.text);
}

function outputOf({ failure, text }: Failed): BuildOutput | null {
  if (!failure?.output || text === null) return null;
  const output = readBuildOutput(text, failure.output, failure);
  return output.lines.length === 0 ? null : output;
}

function wholeSpan({ failure }: Failed): Span | null {
  return failure?.output ?? failure?.span ?? null;
}

/** Builds print what they like; that a requirement of the build was not found is pip's word only where pip installs them. */
function mayBelieve(diagnosis: Diagnosis, { failure }: Failed): boolean {
  return diagnosis.signature !== "build-requirement" || (failure?.step?.includes("dependencies") ?? true);
}

function describeStep(failure: BuildFailure | null): string {
  if (failure === null) return "";
  const step = failure.step === null ? "" : ` (${failure.step})`;
  if (failure.exitCode === null) return step;
  return failure.exitCode < 0
    ? `${step}, ended by signal ${-failure.exitCode}`
    : `${step}, exit code ${failure.exitCode}`;
}
