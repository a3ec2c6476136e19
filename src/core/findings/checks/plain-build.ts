import { diagnose } from "../../diagnose/diagnose.ts";
import { findDistribution } from "../../diagnose/distribution.ts";
import { excerptOf } from "../../diagnose/excerpt.ts";
import { logEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import { causeOf } from "../failure-cause.ts";
import type { CheckResult } from "../find-findings.ts";
import { stoppedBuild, tailSpan } from "../plain-build.ts";

/** A build without an installer around it: the log does not say of which package. */
export function checkPlainBuild({ log, target }: FindingFacts): CheckResult {
  const output = log === undefined ? null : stoppedBuild(log);
  if (log === undefined || output === null) return { findings: [] };
  const { lines } = output;
  const diagnoses = diagnose(lines, { failed: true });
  const excerpt = excerptOf(lines, diagnoses);
  const signs = { lane: null, exitCode: null, reason: null, output: lines, excerpt, diagnoses };
  const cause = causeOf({ ...signs, distribution: findDistribution(lines) });
  const span = excerpt === null ? tailSpan(log.bytes, log.parse.lines) : output.spanOf(...excerpt.range);
  return {
    findings: [
      {
        code: "build-failed",
        severity: "error",
        target,
        title: `${log.file}: build failed (${cause.class})`,
        message: `A build stopped with an error. ${cause.text}`,
        packages: [],
        places: [],
        evidence: [logEvidence(log.file, span)],
        remedies: cause.remedies,
        ...(excerpt === null ? {} : { excerpt: excerpt.lines }),
      },
    ],
  };
}
