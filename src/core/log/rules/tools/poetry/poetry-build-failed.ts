import type { EventBody } from "../../../event.ts";
import { type LogLine, spanOf } from "../../../reader/line.ts";
import type { Block, LogRule } from "../../../rule.ts";

const HEADS = /^(?:PEP517 build of a dependency failed|ChefBuildError|ChefInstallError)$/;
const STEP = /^Backend subprocess exited when trying to invoke (\w+)$/;
const STATUS = /returned non-zero exit status (\d{1,9})\.$/;
const KILLED = /died with <Signals\.\w+: (\d{1,3})>\.$/;
/** Where Poetry 1 shows its own code. */
const OWN_CODE = /^at \S*\/poetry\/(?:\w+\/){0,4}\w+\.py:\d+ in /;
const NOTE = /^Note: This error originates from the build backend, and is likely not a problem with poetry but /;
const NAME = /\b(?:with|issues with) ([A-Za-z0-9][A-Za-z0-9._-]*) \(/;

/**
 * A source distribution that could not be built (poetry/installation/chef.py, executor.py). Poetry 2 writes a bar before each
 * line of the output, Poetry 1 only indents it; both end with a note that names the package.
 */
export const poetryBuildFailed: LogRule = {
  name: "poetry-build-failed",
  examples: [
    "PEP517 build of a dependency failed",
    "",
    "Backend subprocess exited when trying to invoke build_wheel",
    "",
    "    | Command '['python', 'build_wheel']' returned non-zero exit status 1.",
    "    | ",
    "    | error: command '/usr/bin/gcc' failed with exit code 1",
    "",
    "Note: This error originates from the build backend, and is likely not a problem with poetry but one of the following issues with headerbad (1.0)",
  ],
  starts: ["PEP517 build of a dependency failed", "ChefBuildError", "ChefInstallError"],
  level: "any",
  read: (line) => (HEADS.test(line.text) ? readFailure() : null),
};

interface Draft {
  step: string | null;
  exitCode: number | null;
  name: string | null;
  first: LogLine | null;
  last: LogLine | null;
  ended: boolean;
  done: boolean;
}

function readFailure(): Block {
  const draft: Draft = { step: null, exitCode: null, name: null, first: null, last: null, ended: false, done: false };
  return {
    take(line) {
      if (draft.done) return false;
      if (line.text === "") return true;
      if (NOTE.test(line.text)) {
        draft.name = NAME.exec(line.text)?.[1] ?? null;
        draft.done = true;
        return true;
      }
      const step = STEP.exec(line.text)?.[1];
      if (step !== undefined) draft.step = step;
      else if (line.indent < 2 && !line.redrawn) return false;
      else noteOutput(draft, line);
      return true;
    },
    close: () => describe(draft),
  };
}

/** Its first line is Poetry's own: how the backend ended. */
function noteOutput(draft: Draft, line: LogLine): void {
  draft.ended ||= line.indent === 2 && OWN_CODE.test(line.text);
  if (draft.ended) return;
  const text = line.text.replace(/^\| ?/, "");
  const status = STATUS.exec(text)?.[1];
  const signal = KILLED.exec(text)?.[1];
  if (draft.exitCode === null && (status !== undefined || signal !== undefined)) {
    draft.exitCode = status === undefined ? -Number(signal) : Number(status);
    return;
  }
  if (text === "") return;
  draft.first ??= line;
  draft.last = line;
}

function describe({ step, exitCode, name, first, last }: Draft): EventBody {
  return {
    kind: "build-failed",
    tool: "poetry",
    via: "box",
    packages: name === null ? [] : [name],
    step,
    exitCode,
    output: first === null || last === null ? null : spanOf(first, last),
    outputLines: null,
  };
}
