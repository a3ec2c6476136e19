import { type DockerStep, reduceDocker } from "../log/facts/docker.ts";
import type { Finding } from "../report/model.ts";
import type { FindingFacts } from "./facts.ts";

/**
 * What failed inside of a step of a Docker build that then went well (`pip install x || true`) is worth a warning: the
 * image was built all the same.
 */
export function withSurvivedSteps(findings: readonly Finding[], { resolution }: FindingFacts): readonly Finding[] {
  const steps = (resolution === null ? null : reduceDocker(resolution.parse))?.steps ?? [];
  if (steps.length === 0) return findings;
  return findings.map((finding) => {
    const inside = steps.filter((step) => holds(step, finding));
    // Steps that ran at the same time: when one of them failed, it may be its finding.
    const survived = inside.length > 0 && inside.every(({ status }) => status === "done" || status === "cached");
    if (finding.severity !== "error" || !survived) return finding;
    return {
      ...finding,
      severity: "warning",
      message: `${finding.message} The step of the Docker build went on all the same.`,
    };
  });
}

function holds({ span, kind }: DockerStep, { evidence }: Finding): boolean {
  if (kind === "internal") return false;
  return evidence.some(
    (item) => item.kind === "log" && item.bytes[0] >= span.bytes[0] && item.bytes[1] <= span.bytes[1],
  );
}
