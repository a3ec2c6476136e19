import type { Block, LogRule } from "../../../rule.ts";

const STEPS =
  /^(?:::group::|##\[group\])?(Starting container image .+|Copying project into container\.\.\.|Running before_all\.\.\.|Setting up build environment\.\.\.|Running before_build\.\.\.|Building wheel\.\.\.|Repairing wheel\.\.\.|Testing wheel\.\.\.|Copying wheels back to host\.\.\.)$/;
const BUILD = /^Building ((?:cp|pp|gp)\w+-\w+) wheel$/;
const KNOWN = /^(?:Here we go!|\d+ builds? selected:|Cache folder: .+|::endgroup::.*|##\[endgroup\])$/;
const DURATION = /^[✓✕] ?\d+\.\d\ds$/;

/** Steps of a build (cibuildwheel/logger.py, platforms/linux.py); runners fold them into groups. */
export const cibuildwheelStep: LogRule = {
  name: "cibuildwheel-step",
  examples: [
    "cibuildwheel version 2.16.2",
    "Here we go!",
    "Building cp311-manylinux_aarch64 wheel",
    "Setting up build environment...",
    "::group::Building wheel...",
    "    + python -m pip wheel /project --wheel-dir=/tmp/cibuildwheel/built_wheel --no-deps",
    "                                                              ✓ 12.41s",
    "::endgroup::",
  ],
  starts: [
    "cibuildwheel version ",
    "Here we go!",
    "Build options:",
    "Cache folder: ",
    "Building ",
    "::group::",
    "##[group]",
    "::endgroup::",
    "##[endgroup]",
    "Starting container image ",
    "Copying project into container...",
    "Copying wheels back to host...",
    "Running before_all...",
    "Running before_build...",
    "Setting up build environment...",
    "Repairing wheel...",
    "Testing wheel...",
    "+ ",
    "✓ ",
    "✕ ",
  ],
  level: "any",
  read({ text, indent }) {
    if (indent > 0)
      return (text.startsWith("+ ") && indent === 4) || (indent > 40 && DURATION.test(text)) ? "known" : null;
    const version = /^cibuildwheel version (\d\S*)$/.exec(text)?.[1];
    if (version !== undefined) return { kind: "tool-started", tool: "cibuildwheel", version };
    const step = BUILD.exec(text)?.[1] ?? STEPS.exec(text)?.[1];
    if (step !== undefined) return { kind: "tool-phase", tool: "cibuildwheel", text: step };
    if (text === "Build options:") return readOptions();
    return KNOWN.test(text) ? "known" : null;
  },
};

/** All options of all platforms, indented. */
function readOptions(): Block {
  return { take: (line) => line.indent > 0, close: () => null };
}
