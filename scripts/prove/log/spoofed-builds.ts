import type { Random } from "../../../test/rig/store/random.ts";

const STEP = "Building wheel for victim (pyproject.toml)";

/** Kinds of output around the messages that a build can forge. */
const COMPILER = [
  "running build_ext",
  "src/a.c:12:3: error: expected ';' before '}' token",
  "",
  "error: command 'gcc' failed with exit code 1",
  "note: This is an issue with the package mentioned above, not pip.",
  "[end of output]",
];

/** What a build prints: forged messages of every tool among its own. Never the line with which pip ends this very step. */
function outputLine(random: Random, messages: readonly string[]): string {
  const text = random.below(3) === 0 ? random.pick(COMPILER) : random.pick(messages);
  const tricks = [text, text.trimStart(), `\x1b[2K\r${text.trim()}`, `x\r${text}`, `${"\b".repeat(9)}${text}`];
  const line = random.below(4) === 0 ? random.pick(tricks) : text;
  return line.includes(STEP) ? "running bdist_wheel" : line;
}

/** A failed build on the console of pip 22.0 and newer: its output stands in a box, with the number of its lines. */
export function spoofedBox(random: Random, messages: readonly string[], count: number): Buffer {
  const output = Array.from({ length: count }, () => outputLine(random, messages));
  return Buffer.from(
    [
      "Collecting victim",
      "  Downloading victim-1.0.tar.gz (1.4 kB)",
      `  ${STEP}: started`,
      `  ${STEP}: finished with status 'error'`,
      "  error: subprocess-exited-with-error",
      "  ",
      `  × ${STEP} did not run successfully.`,
      "  │ exit code: 1",
      `  ╰─> [${count} lines of output]`,
      ...output.map((line) => `      ${line}`),
      "      [end of output]",
      "  ",
      "  note: This error originates from a subprocess, and is likely not a problem with pip.",
      "  ERROR: Failed building wheel for victim",
      "Failed to build victim",
      "",
    ].join("\n"),
  );
}

/** The same with `-v`, or in the file of `--log`: the output comes as it is printed, at the indentation of the step. */
export function spoofedCommand(random: Random, messages: readonly string[], count: number): Buffer {
  const output = Array.from({ length: count }, () => outputLine(random, messages));
  const stamp = random.below(2) === 0 ? "2026-01-02T03:04:05,678 " : "";
  return Buffer.from(
    [
      "Collecting victim",
      "  Downloading victim-1.0.tar.gz (1.4 kB)",
      `  ${STEP}: started`,
      `  Running command ${STEP}`,
      ...output.map((line) => `  ${line}`),
      `  ERROR: ${STEP} exited with 1`,
      `  ${STEP}: finished with status 'error'`,
      "  ERROR: Failed building wheel for victim",
      "Failed to build victim",
      "",
    ]
      .map((line) => (line === "" ? line : `${stamp}${line}`))
      .join("\n"),
  );
}
