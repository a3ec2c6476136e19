import type { Dialect } from "../../dialect.ts";
import { builderChatter } from "./builder-chatter.ts";
import { buildkitStep } from "./buildkit-step.ts";
import { dockerfileExcerpt } from "./dockerfile-excerpt.ts";
import { failureExcerpt } from "./failure-excerpt.ts";
import { legacyBuilt } from "./legacy-built.ts";
import { legacyCached } from "./legacy-cached.ts";
import { legacyFailed } from "./legacy-failed.ts";
import { legacyStep } from "./legacy-step.ts";
import { outputClipped } from "./output-clipped.ts";
import { solveFailed } from "./solve-failed.ts";
import { terminalProgress } from "./terminal-progress.ts";

/** BuildKit's plain progress. The `#12 34.56 ` in front of a step's own output is an envelope, peeled off before. */
export const BUILDKIT: Dialect = {
  format: "buildkit",
  rules: [buildkitStep, outputClipped, failureExcerpt, dockerfileExcerpt, solveFailed, terminalProgress],
  telling: ["docker-step", "docker-step-end", "docker-excerpt", "docker-clipped", "docker-terminal"],
  beginning: ["docker-step"],
  ending: ["docker-step-end", "docker-failed"],
};

/** Docker's builder before BuildKit, and those that came after it: buildah (podman) and kaniko. */
export const LEGACY_DOCKER: Dialect = {
  format: "legacy-docker",
  rules: [legacyStep, legacyCached, legacyFailed, legacyBuilt, builderChatter],
  telling: ["legacy-step", "legacy-cached", "legacy-failed", "legacy-built"],
  beginning: ["legacy-step"],
  ending: ["legacy-built", "legacy-failed"],
};
