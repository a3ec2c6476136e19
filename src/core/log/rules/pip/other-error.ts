import type { LogRule } from "../../rule.ts";

const WRAPPED = /^<\w+: ([a-z0-9]+(?:-[a-z0-9]+)+)>$/;

/** Any other error of pip's, kept as it is. In the file of `--log` the boxes stand as `<InstallWheelBuildError: …>`. */
export const otherError: LogRule = {
  name: "other-error",
  examples: [
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
    "ERROR: <InstallWheelBuildError: failed-wheel-build-for-install>",
  ],
  starts: [""],
  labels: ["ERROR"],
  level: "top",
  read(line) {
    if (line.label !== "ERROR") return null;
    const reference = WRAPPED.exec(line.message)?.[1];
    if (reference !== undefined) return { kind: "error-box", reference, message: "", context: [] };
    return { kind: "error", text: line.message.slice(0, 1_000) };
  },
};
