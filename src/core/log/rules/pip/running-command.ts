import type { EventBody } from "../../event.ts";
import { type LogLine, spanOf } from "../../line.ts";
import type { Block, LogContext, LogRule } from "../../rule.ts";
import { stepPackage } from "./step-package.ts";

const START = "Running command ";
/** pip 22.1 – 24.0 leave a mark for their console in the file of `--log`. */
const EXITED = /^(?:\[present-rich\] )?(.+) exited with (-?\d{1,9})$/;
const EXIT_CODE = /exit code: (-?\d{1,9})$/;
const NESTED_PIP = /install(?:ing)? (?:build|backend) dependencies/;

/**
 * What a build prints, with `-v` or `--log`: everything from `Running command …` to the end of the step. None of it is
 * pip's word, whatever it looks like; pip keeps it at the step's indentation. A line without indentation is pip again
 * and ends it, but not while a nested pip runs: with PIP_LOG set that one writes into the same file.
 */
export const runningCommand: LogRule = {
  name: "running-command",
  examples: ["  Running command Building wheel for srcbad (pyproject.toml)"],
  starts: [START],
  level: "any",
  read(line, context) {
    if (context.step === null) return "known";
    return makeOutput(line, line.message.slice(START.length), context.step, context);
  },
};

interface Output {
  first: LogLine | null;
  last: LogLine | null;
  count: number;
  /** The last line that could be pip's own report of the end. A build can print one too, but not after pip's. */
  end: { readonly code: number | null; readonly before: LogLine | null; readonly count: number } | null;
}

function makeOutput(
  head: LogLine,
  command: string,
  step: { text: string; indent: number },
  context: LogContext,
): Block {
  const output: Output = { first: null, last: null, count: 0, end: null };
  const finished = `${step.text}: finished with status '`;
  const stillRunning = `${step.text}: still running...`;
  const nested = NESTED_PIP.test(command);
  return {
    take(line) {
      const own = line.indent === step.indent && !line.redrawn;
      if (own && line.text.startsWith(finished)) return false;
      if (own && line.text === stillRunning) return true;
      if (line.indent === 0 && head.indent > 0 && line.text !== "" && !line.redrawn && !nested) return false;
      noteEnd(output, line, command);
      output.first ??= line;
      output.last = line;
      output.count += 1;
      return true;
    },
    close: () => describe(output, command, context),
  };
}

/** `ERROR: … exited with 1` in the file of `--log`, the box without output on the console. */
function noteEnd(output: Output, line: LogLine, command: string): void {
  const exit = line.label === "ERROR" ? EXITED.exec(line.message) : null;
  if (exit?.[1] === command) output.end = { code: Number(exit[2]), before: output.last, count: output.count };
  else if (line.text === "error: subprocess-exited-with-error")
    output.end = { code: null, before: output.last, count: output.count };
  else if (output.end !== null && output.end.code === null) {
    const code = EXIT_CODE.exec(line.text)?.[1];
    if (code !== undefined) output.end = { ...output.end, code: Number(code) };
  }
}

function describe(output: Output, command: string, context: LogContext): EventBody | null {
  const { end, first } = output;
  if (end === null) return null;
  const named = stepPackage(command) ?? context.package;
  return {
    kind: "build-failed",
    via: "log",
    packages: named === null ? [] : [named],
    step: command,
    exitCode: end.code,
    output: first === null || end.before === null ? null : spanOf(first, end.before),
    outputLines: end.count,
  };
}
