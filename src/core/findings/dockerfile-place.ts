import { reduceDocker } from "../log/facts/docker.ts";
import type { Finding, Place } from "../report/model.ts";
import { placeEvidence } from "./evidence.ts";
import type { FindingFacts } from "./facts.ts";

/**
 * Gives findings about the step of a Docker build that failed the line of that step in the Dockerfile, where nothing nearer
 * is known: a requirement's own line says more.
 */
export function withDockerfilePlace(findings: readonly Finding[], { resolution }: FindingFacts): readonly Finding[] {
  const failure = resolution === null ? null : (reduceDocker(resolution.parse)?.failure ?? null);
  const file = failure?.place?.file ?? null;
  if (failure === null || failure.place === null || file === null || failure.step === null) return findings;
  const place: Place = { file, line: failure.place.lines[0], column: 1 };
  const [from, to] = failure.step.stream === null ? [0, failure.span.bytes[1]] : failure.step.span.bytes;
  const isInside = (finding: Finding): boolean =>
    finding.severity === "error" &&
    finding.evidence.some((item) => item.kind === "log" && item.bytes[0] >= from && item.bytes[1] <= to);
  return findings.map((finding) =>
    finding.places.length === 0 && isInside(finding)
      ? { ...finding, places: [place], evidence: [...finding.evidence, ...placeEvidence([place])] }
      : finding,
  );
}
