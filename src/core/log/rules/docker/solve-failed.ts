import { parseProcessError } from "../../buildkit/process-error.ts";
import type { LogRule } from "../../rule.ts";

/** bake and compose name the target first. */
const TARGET = /^target ([^\s:]{1,200}): /;
/** BuildKit of engine 20.10 with its own client says these without anything before them. */
const BARE = ["executor failed running [", "failed to compute cache key: "];
/** docker/build-push-action repeats the last line. */
const REPEATED = ["##[error]buildx failed with: ", "Error: buildx failed with: "];
/** Each wrapper of the error adds its own words: GitHub's action, newer buildx, frontends of BuildKit 0.8, gRPC. */
const WRAPPERS = [
  /^(?:##\[error\]|Error: )buildx failed with: (?:ERROR: )?/,
  /^failed to build: /,
  /^failed to solve(?: with frontend [a-z0-9.]{1,50})?: /,
  /^rpc error: code = \w{1,30} desc = /,
];

/** The last line of a build that BuildKit could not finish. */
export const solveFailed: LogRule = {
  name: "solve-failed",
  examples: [
    'ERROR: failed to build: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2',
    'ERROR: failed to solve: process "/dev/.buildkit_qemu_emulator /bin/sh -c make" did not complete successfully: exit code: 2',
    "ERROR: target web: failed to solve: base:1: not found",
    "failed to solve with frontend dockerfile.v0: failed to solve with frontend gateway.v0: rpc error: code = Unknown desc = failed to build LLB: executor failed running [/bin/sh -c make]: runc did not terminate sucessfully",
    "executor failed running [/bin/sh -c make]: exit code: 2",
    'failed to compute cache key: "/requirements.lock" not found: not found',
    "##[error]buildx failed with: ERROR: failed to build: failed to solve: base:1: not found",
    "error: failed to solve: executor failed running [/bin/sh -c make]: exit code: 2",
  ],
  starts: ["failed to build: ", "failed to solve", "target ", "error: failed to solve", ...BARE, ...REPEATED],
  level: "top",
  read(line) {
    const text = line.message.startsWith("error: ") ? line.message.slice("error: ".length) : line.message;
    const target = TARGET.exec(text);
    const message = unwrap(target === null ? text : text.slice(target[0].length));
    if (message === text && !BARE.some((start) => text.startsWith(start))) return null;
    if (target !== null && message === text.slice(target[0].length)) return null;
    const process = parseProcessError(message);
    return {
      kind: "docker-failed",
      target: target?.[1] ?? null,
      message,
      command: process?.command ?? null,
      exitCode: process?.exitCode ?? null,
      emulator: process?.emulator ?? false,
    };
  },
};

/** Takes off what wraps the error, at most as often as anybody nests it. */
function unwrap(text: string): string {
  let rest = text;
  for (let depth = 0; depth < 8; depth += 1) {
    const wrapper = WRAPPERS.map((pattern) => pattern.exec(rest)).find((match) => match !== null);
    if (wrapper === undefined) break;
    rest = rest.slice(wrapper[0].length);
  }
  return rest;
}
