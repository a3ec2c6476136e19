import type { Remedy } from "../report/model.ts";

/** Why a builder stopped although no command of a step failed. */
export interface ImageError {
  /** A sentence. */
  readonly cause: string;
  readonly remedies: readonly Remedy[];
}

interface Form {
  readonly pattern: RegExp;
  readonly example: string;
  /** `$1` is what the pattern's group found. */
  readonly cause: string;
  readonly remedy: string;
}

/** What BuildKit and Docker's older builder say of files, images and Dockerfiles. Patterns are linear. */
export const IMAGE_ERRORS: readonly Form[] = [
  {
    pattern: /^(?:failed to create LLB definition: )?dockerfile parse error (?:on )?line \d{1,9}: (.{1,300})/,
    example: "dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)",
    cause: "The Dockerfile cannot be read: $1.",
    remedy: "Correct the line.",
  },
  {
    pattern: /^failed to compute cache key: [^"]{0,500}"([^"]{1,300})":? not found/,
    example: 'failed to compute cache key: failed to calculate checksum of ref a::b: "/requirements.lock": not found',
    cause: "The build context, or the stage that is copied from, has no $1.",
    remedy: "Check the path, the folder given to docker build, and what .dockerignore leaves out.",
  },
  {
    pattern: /^"([^"]{1,300})" not found: not found$/,
    example: '"/requirements.lock" not found: not found',
    cause: "The build context, or the stage that is copied from, has no $1.",
    remedy: "Check the path, the folder given to docker build, and what .dockerignore leaves out.",
  },
  {
    pattern: /(?:COPY|ADD) failed: file not found in build context or excluded by \.dockerignore: stat ([^:]{1,300}):/,
    example:
      "COPY failed: file not found in build context or excluded by .dockerignore: stat requirements.lock: file does not exist",
    cause: "The build context has no $1.",
    remedy: "Check the path, the folder given to docker build, and what .dockerignore leaves out.",
  },
  {
    pattern: /copier: stat: "([^"]{1,300})": no such file or directory/,
    example: 'checking on sources under "/src": copier: stat: "/requirements.lock": no such file or directory',
    cause: "The build context has no $1.",
    remedy: "Check the path, the folder given to the build, and what .dockerignore or .containerignore leaves out.",
  },
  {
    pattern: /^Build error: (Unknown instruction: "[^"]{1,100}")/,
    example: 'Build error: Unknown instruction: "RUNN" &imagebuilder.Step{}',
    cause: "The Dockerfile cannot be read: $1.",
    remedy: "Correct the line.",
  },
  {
    pattern: /^(\S{1,300}): failed to resolve source metadata for .*: (?:not found|no match for platform)/,
    example:
      "base:1: failed to resolve source metadata for docker.io/library/base:1: no match for platform in manifest: not found",
    cause: "The image $1 is not there, or not for this platform.",
    remedy: "Check its name and tag; docker buildx imagetools inspect lists the platforms that it has.",
  },
  {
    pattern: /pull access denied|insufficient_scope|authorization failed|401 Unauthorized/,
    example: "pull access denied, repository does not exist or may require authorization",
    cause: "The registry does not give the image to this user, or has none of that name.",
    remedy: "Check the image's name, and log in to its registry before the build.",
  },
];

/** What an error of a builder means; null when none is known. */
export function explainImageError(message: string): ImageError | null {
  for (const { pattern, cause, remedy } of IMAGE_ERRORS) {
    const found = pattern.exec(message);
    if (found !== null) {
      return { cause: cause.replace("$1", () => found[1] ?? "it"), remedies: [{ text: remedy, commands: [] }] };
    }
  }
  return null;
}
