import type { EventBody, Span } from "../../event.ts";
import type { LogLine } from "../../reader/line.ts";
import { type LineRange, makeLineRange } from "../../reader/line-range.ts";
import { type Block, headOf, type LogContext, type LogRule, type Passing } from "../../rule.ts";
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
    const command = line.message.slice(START.length);
    if (context.step !== null) return makeOutput(line, command, context.step, context);
    return SETUP.test(command) && line.indent > 0 ? makeUnnamed(line.indent) : "known";
  },
};

/** pip 20.3 – 21.2 runs these without naming a step; git and its like have nothing behind them but a word or two. */
const SETUP = /\bsetup\.py\b/;

/** The output of a command without a step: it ends where something stands further out. */
function makeUnnamed(indent: number): Block {
  return { take: (line) => line.text === "" || line.redrawn || line.indent >= indent, close: () => null };
}

/** Beginnings of pip's reports of an end, in either form, and of the exit code in a box with and without drawing. */
const REPORTS = new Set(["ERROR: ", "error: "].map(headOf));
const CODES = new Set(["exit code: ", "│ exit code: ", "| exit code: "].map(headOf));

interface Output {
  readonly lines: LineRange;
  /** The last line that could be pip's own report of the end. A build can print one too, but not after pip's. */
  end: { readonly code: number | null; readonly before: Span | null; readonly count: number } | null;
  /** pip ≤ 21.3 says no more than that the step ended in an error. */
  failed: boolean;
}

function makeOutput(
  start: LogLine,
  command: string,
  step: { text: string; indent: number },
  context: LogContext,
): Block {
  const output: Output = { lines: makeLineRange(), end: null, failed: false };
  const finished = `${step.text}: finished with status '`;
  const stillRunning = `${step.text}: still running...`;
  const nested = NESTED_PIP.test(command);
  const stepHead = headOf(step.text);
  const passing: Passing = {
    passes(indent, head) {
      if (indent === 0 && start.indent > 0 && !nested) return false;
      if (indent === step.indent && head === stepHead) return false;
      return !REPORTS.has(head) && (output.end === null || output.end.code !== null || !CODES.has(head));
    },
    pass: output.lines.add,
  };
  return {
    passing,
    take(line) {
      const own = line.indent === step.indent && !line.redrawn;
      if (own && line.text.startsWith(finished)) {
        output.failed = line.text.endsWith("'error'");
        return false;
      }
      if (own && line.text === stillRunning) return true;
      if (line.indent === 0 && start.indent > 0 && line.text !== "" && !line.redrawn && !nested) return false;
      noteEnd(output, line, command);
      output.lines.add(line);
      return true;
    },
    close: () => describe(output, command, step.text, context),
  };
}

/** `ERROR: … exited with 1` in the file of `--log`, the box without output on the console. */
function noteEnd(output: Output, line: LogLine, command: string): void {
  const exit = line.label === "ERROR" ? EXITED.exec(line.message) : null;
  if (exit?.[1] === command)
    output.end = { code: Number(exit[2]), before: output.lines.span(), count: output.lines.count };
  else if (line.text === "error: subprocess-exited-with-error")
    output.end = { code: null, before: output.lines.span(), count: output.lines.count };
  else if (output.end !== null && output.end.code === null) {
    const code = EXIT_CODE.exec(line.text)?.[1];
    if (code !== undefined) output.end = { ...output.end, code: Number(code) };
  }
}

function describe(output: Output, ran: string, step: string, context: LogContext): EventBody | null {
  const { lines, failed } = output;
  const end = output.end ?? (failed ? { code: null, before: lines.span(), count: lines.count } : null);
  if (end === null) return null;
  // Up to pip 21.3 the command itself stands there instead of a description.
  const command = ran.includes("/") ? step : ran;
  const named = stepPackage(command) ?? context.package;
  return {
    kind: "build-failed",
    via: "log",
    packages: named === null ? [] : [named],
    step: command,
    exitCode: end.code,
    output: end.before,
    outputLines: end.count,
  };
}
