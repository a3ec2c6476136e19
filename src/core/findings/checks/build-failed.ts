import { diagnose } from "../../diagnose/diagnose.ts";
import { type Excerpt, excerptOf } from "../../diagnose/excerpt.ts";
import type { Diagnosis, FailureClass } from "../../diagnose/signature.ts";
import type { LogParse, Span } from "../../log/event.ts";
import { type BuildFailure, reduceFacts } from "../../log/facts.ts";
import type { LogText } from "../../log/log-text.ts";
import type { Finding, LaneKind, Remedy } from "../../report/model.ts";
import { findEmulatorCrash } from "../../target/emulator-crash.ts";
import { type BuildOutput, readBuildOutput } from "../build-output.ts";
import { distributionRemedies } from "../distribution-remedies.ts";
import { logEvidence, placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
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
    const { failures } = reduceFacts({ log: parse });
    const failure = failures.find((entry) => entry.package === name) ?? failures[0] ?? null;
    return { name, version, lane, logFile, failure, text, parse, reason };
  });
}

function failedInResolution(facts: FindingFacts): readonly Failed[] {
  const { resolution } = facts;
  if (resolution === null || resolution.resolved) return [];
  const { failures } = reduceFacts({ log: resolution.parse });
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
  const diagnoses = diagnose(lines).filter((item) => mayBelieve(item, failed));
  const excerpt = output === null ? null : excerptOf(output.lines, diagnoses);
  const cause = causeOf(failed, output, excerpt, diagnoses);
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

function outputOf({ failure, text }: Failed): BuildOutput | null {
  if (!failure?.output || text === null) return null;
  const output = readBuildOutput(text, failure.output);
  return output.lines.length === 0 ? null : output;
}

function wholeSpan({ failure }: Failed): Span | null {
  return failure?.output ?? failure?.span ?? null;
}

/** Builds print what they like; that a requirement of the build was not found is pip's word only where pip installs them. */
function mayBelieve(diagnosis: Diagnosis, { failure }: Failed): boolean {
  return diagnosis.signature !== "build-requirement" || (failure?.step?.includes("dependencies") ?? true);
}

interface Cause {
  readonly class: FailureClass;
  readonly text: string;
  readonly remedies: readonly Remedy[];
}

const KILLED: Cause = {
  class: "out-of-memory",
  text: "The system killed it (SIGKILL), which it does when memory runs out.",
  remedies: [
    {
      text: "Use a runner with more memory, or let fewer compilers run at a time (for example MAX_JOBS=1).",
      commands: [],
    },
  ],
};

/** An emulator that crashes explains everything after it; then what the output names, then how the process ended. */
function causeOf(
  failed: Failed,
  output: BuildOutput | null,
  excerpt: Excerpt | null,
  diagnoses: readonly Diagnosis[],
): Cause {
  const code = failed.failure?.exitCode ?? null;
  const [best] = diagnoses;
  // pip prints a death by signal as a negative number, where a shell would say 128 + signal.
  const shellCode = code !== null && code < 0 ? 128 - code : code;
  const crash =
    failed.lane === "emulated" && (best === undefined || best.generic)
      ? findEmulatorCrash({ code: shellCode ?? 1, tail: output?.lines.slice(-40) ?? [] })
      : null;
  if (crash !== null) {
    return {
      class: "emulator-crash",
      text: `QEMU, which emulates the other architecture, ended with signal ${crash.signal}: an error of the emulator, not of the package.`,
      remedies: [{ text: "Build this package on a native arm64 runner, or with a newer QEMU.", commands: [] }],
    };
  }
  if (best !== undefined) {
    const advice = best.advice === null ? [] : [{ text: best.advice, commands: [] }];
    return {
      class: best.class,
      text: best.class === "compiler" ? `${best.cause} It says: ${excerpt?.key}` : best.cause,
      remedies: [...distributionRemedies(best.remedies), ...advice],
    };
  }
  if (shellCode === 137) return KILLED;
  if (failed.reason !== null) return { class: "unknown", text: failed.reason, remedies: [] };
  const text =
    output === null
      ? "What it printed is not in the log."
      : excerpt === null
        ? "Nothing that it printed looks like an error; the log has all of it."
        : `No known cause fits. What stands out is: ${excerpt.key}`;
  return { class: "unknown", text, remedies: [] };
}

function describeStep(failure: BuildFailure | null): string {
  if (failure === null) return "";
  const step = failure.step === null ? "" : ` (${failure.step})`;
  if (failure.exitCode === null) return step;
  return failure.exitCode < 0
    ? `${step}, ended by signal ${-failure.exitCode}`
    : `${step}, exit code ${failure.exitCode}`;
}
