import type { LogRule } from "../../rule.ts";

/** Ids of images are twelve hexadecimal digits; pip's `Successfully built` names packages. */
const BUILT = /^Successfully built ([0-9a-f]{12})$/;

/** buildah says so when no step is left; all that follows is storing the image. */
const COMMIT = /^(?:\[\d{1,3}\/\d{1,3}\] )?COMMIT(?: \S{1,300})?$/;

/** The word of builders other than BuildKit that all went well. */
export const legacyBuilt: LogRule = {
  name: "legacy-built",
  examples: ["Successfully built 4567ef01abcd", "COMMIT localhost/app:latest", "[2/2] COMMIT localhost/app:latest"],
  starts: ["Successfully built ", "COMMIT", "["],
  level: "top",
  read(line) {
    if (COMMIT.test(line.message)) return { kind: "legacy-built", builder: "buildah" };
    return BUILT.test(line.message) ? { kind: "legacy-built", builder: "docker" } : null;
  },
};
