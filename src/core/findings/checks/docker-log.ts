import { type DockerStep, reduceDocker } from "../../log/facts/docker.ts";
import type { Finding, Remedy } from "../../report/model.ts";
import { logEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";

/** A log of a Docker build in which output of steps is missing: what is said of them is then not the whole. */
export function checkDockerLog({ resolution, target }: FindingFacts): CheckResult {
  if (resolution === null) return { findings: [] };
  const docker = reduceDocker(resolution.parse);
  const clipped = docker?.steps.filter((step) => step.clipped !== null) ?? [];
  const findings = clipped.map((step) => clippedFinding(resolution.file, step, target));
  if (docker?.terminal !== true) return { findings };
  return { findings: [...findings, { ...warning(target), ...terminalTexts(resolution.file) }] };
}

function clippedFinding(file: string, step: DockerStep, target: string | null): Finding {
  return {
    ...warning(target),
    title: `${file}: the output of a step was clipped`,
    message: `BuildKit left out a part of what ${step.name} printed (limit ${step.clipped}). Whatever is counted in this step is a lower bound.`,
    evidence: [logEvidence(file, step.span)],
    remedies: [UNCLIPPED],
  };
}

/** Of the daemon, so it is set where the builder is made. */
const UNCLIPPED: Remedy = {
  text: "Build with a builder that does not clip.",
  commands: [
    "docker buildx create --use --driver-opt env.BUILDKIT_STEP_LOG_MAX_SIZE=-1 --driver-opt env.BUILDKIT_STEP_LOG_MAX_SPEED=-1",
  ],
};

function terminalTexts(file: string): Pick<Finding, "title" | "message" | "remedies"> {
  return {
    title: `${file}: a log for a terminal`,
    message:
      "It was written with --progress=tty, which overwrites what the steps print. Only the output of a step that failed is in it; nothing is known of the others.",
    remedies: [{ text: "Build with plain progress.", commands: ["docker build --progress=plain ."] }],
  };
}

function warning(target: string | null): Finding {
  return {
    ...{ code: "incomplete", severity: "warning", target, title: "", message: "" },
    ...{ packages: [], places: [], evidence: [], remedies: [] },
  };
}
