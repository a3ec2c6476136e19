import type { EventBody } from "../../event.ts";
import type { LogLine } from "../../reader/line.ts";
import { makeLineRange } from "../../reader/line-range.ts";
import type { Block, LogContext, LogRule } from "../../rule.ts";

const HEAD = /^Command errored out with exit status (-?\d{1,9}):(?: |$)/;
const OUTPUT = /^Complete output \((\d{1,9}) lines?\):$/;
const COMMAND = "command: ";
const RULER = "-".repeat(40);

/** What pip ran, by a literal part of the command, and what later versions call it. */
const STEPS: readonly (readonly [part: string, step: string])[] = [
  [" get_requires_for_build_wheel ", "Getting requirements to build wheel"],
  [" get_requires_for_build_editable ", "Getting requirements to build editable"],
  [" prepare_metadata_for_build_wheel ", "Preparing wheel metadata"],
  [" prepare_metadata_for_build_editable ", "Preparing editable metadata"],
  [" build_wheel ", "Building wheel"],
  [" build_editable ", "Building editable"],
  [" --ignore-installed --no-user --prefix ", "installing build dependencies"],
  [" egg_info", "python setup.py egg_info"],
  [" bdist_wheel ", "python setup.py bdist_wheel"],
  [" develop ", "python setup.py develop"],
  [" install --record ", "Running setup.py install"],
];

/** Steps with the package's name in their description. */
const NAMED: readonly string[] = ["Building wheel", "Building editable", "Running setup.py install"];

/**
 * A command that failed, as pip 20.3 – 21.3.1 tells it (utils/subprocess.py `make_subprocess_output_error`). The number
 * of lines says where foreign output ends. Without a block the line is the last word of a run.
 */
export const commandErrored: LogRule = {
  name: "command-errored",
  examples: [
    "  ERROR: Command errored out with exit status 1:",
    "   command: /venv/bin/python /venv/pip/_in_process.py build_wheel /tmp/tmp00000000",
    "       cwd: /tmp/pip-install-00000000/srcbad",
    "  Complete output (1 lines):",
    "  error: command '/usr/bin/gcc' failed with exit code 1",
    "  ----------------------------------------",
  ],
  starts: ["Command errored out with exit status "],
  level: "any",
  read(line, context) {
    const code = line.label === "ERROR" ? HEAD.exec(line.message)?.[1] : undefined;
    if (code === undefined) return null;
    if (line.message.endsWith(":")) return makeBlock(line, Number(code), context);
    return line.indent === 0 ? failure("summary", stepOf(line.message), Number(code), context) : null;
  },
};

function makeBlock(head: LogLine, code: number, context: LogContext): Block {
  let command = "";
  let expected: number | null = null;
  const output = makeLineRange();
  let done = false;
  const takeHead = (line: LogLine): boolean => {
    if (line.text.startsWith(COMMAND)) command = line.text.slice(COMMAND.length);
    const count = OUTPUT.exec(line.text)?.[1];
    if (count !== undefined) expected = Number(count);
    return count !== undefined || line.indent > head.indent;
  };
  return {
    take(line) {
      if (done || (line.text !== "" && line.indent < head.indent && !line.redrawn)) return false;
      if (expected === null) return takeHead(line);
      if (output.count === expected) {
        done = true;
        return line.text === RULER;
      }
      output.add(line);
      return true;
    },
    passing: {
      passes: (indent) => expected !== null && output.count < expected && indent >= head.indent,
      pass: output.add,
    },
    close: () => ({
      ...failure("block", stepOf(command), code, context),
      output: output.span(),
      outputLines: expected,
    }),
  };
}

function stepOf(command: string): string | null {
  return STEPS.find(([part]) => `${command} `.includes(part))?.[1] ?? null;
}

type Failure = Extract<EventBody, { kind: "build-failed" }>;

function failure(via: Failure["via"], step: string | null, exitCode: number, context: LogContext): Failure {
  const { package: name } = context;
  const packages = name === null ? [] : [name];
  const named = name !== null && step !== null && NAMED.includes(step) ? `${step} for ${name}` : step;
  return { kind: "build-failed", via, packages, step: named, exitCode, output: null, outputLines: null };
}
