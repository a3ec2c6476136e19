import type { LogRule } from "../../../rule.ts";

const BUILT = /^✓ ?((?:cp|pp|gp)\w+-\w+ finished in .+)$/;
const PRODUCED = /^(?:::group::|##\[group\])?(\d+ wheels? produced in .+?):?$/;
const FAILED =
  /^(?:(?:::error::|##\[error\])?cibuildwheel: (?:error: )?|(?:Error: |::error::|##\[error\])(?=Command \[|Build failed because ))(.+)$/;

/** How a build, or all of them, ended (cibuildwheel/logger.py, errors.py). Up to version 2 the error had no name before it. */
export const cibuildwheelEnd: LogRule = {
  name: "cibuildwheel-end",
  examples: [
    "✓ cp311-manylinux_aarch64 finished in 12.34s",
    "4 wheels produced in 3 minutes",
    "cibuildwheel: error: Command ['docker', 'version', '-f', '{{json .}}'] failed with code 1.",
    "Error: Command ['python', '-m', 'pip', 'wheel', '/project'] failed with code 1.",
    "::error::Command ['python', '-m', 'pip', 'wheel', '/project'] failed with code 1.",
  ],
  starts: [
    "✓ ",
    "::group::",
    "##[group]",
    "cibuildwheel: ",
    "::error::cibuildwheel: ",
    "::error::Command [",
    "##[error]Command [",
    "##[error]cibuildwheel: ",
    "Error: Command [",
    "Error: Build failed because ",
    "::error::Build failed because ",
    "##[error]Build failed because ",
    ...counts(),
  ],
  level: "top",
  read({ text }) {
    const ended = BUILT.exec(text)?.[1] ?? PRODUCED.exec(text)?.[1];
    if (ended !== undefined) return { kind: "tool-finished", tool: "cibuildwheel", text: ended };
    if (/^cibuildwheel: (?:note|warning): /.test(text)) return "known";
    const message = FAILED.exec(text)?.[1];
    return message === undefined ? null : { kind: "tool-failed", tool: "cibuildwheel", message };
  },
};

/** The number of wheels stands first; that of a matrix entry has two digits at most. */
function counts(): readonly string[] {
  return Array.from({ length: 99 }, (_, index) => `${index + 1} wheel`);
}
