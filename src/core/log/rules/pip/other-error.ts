import type { LogRule } from "../../rule.ts";

/** Errors that say by themselves that it is pip that stopped: some logs hold nothing else. */
const OURS = [
  /^Could not open [a-z ]+ file: /,
  /^You must give at least one requirement to /,
  /^unknown command "/,
  / is not a supported wheel on this platform\.$/,
];
const WRAPPED = /^<\w+: ([a-z0-9]+(?:-[a-z0-9]+)+)>$/;

/** Any other error of pip's, kept as it is. In the file of `--log` the boxes stand as `<ResolutionTooDeepError: …>`. */
export const otherError: LogRule = {
  name: "other-error",
  examples: [
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
    "ERROR: <ResolutionTooDeepError: resolution-too-deep>",
  ],
  starts: [""],
  labels: ["ERROR"],
  level: "top",
  read(line) {
    if (line.label !== "ERROR") return null;
    const reference = WRAPPED.exec(line.message)?.[1];
    if (reference !== undefined) return { kind: "error-box", reference, message: "", context: [] };
    const error = { kind: "error" as const, text: line.message.slice(0, 1_000) };
    return OURS.some((pattern) => pattern.test(line.message)) ? { ...error, tool: "pip" } : error;
  },
};
