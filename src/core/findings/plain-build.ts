import type { Span } from "../log/event.ts";
import { type BuildOutput, OUTPUT_LIMIT, readBuildOutput } from "./build-output.ts";
import type { GivenLog } from "./facts.ts";

/** How build tools say that they stop. Nothing that goes on afterwards prints these at the end. */
const STOPPED: readonly RegExp[] = [
  /^ninja: build stopped: /,
  /^g?make(?:\[\d{1,3}\])?: \*\*\* /,
  /^-- Configuring incomplete, errors occurred!/,
  /^error: could not compile `/,
  /^(?:💥 )?(?:maturin )?[Ff]ailed to build a native library through cargo/,
  /^error: command '.{1,4000}' failed(?::| with exit )/,
  /^ERROR Backend subprocess exited when trying to invoke /,
  /^(?:[^\s:]{1,400}\/)?meson\.build:\d+:\d+: ERROR: /,
  /^\*\*\* CMake (?:build|configuration) failed/,
  /^(?:clang|gcc|g\+\+|cc|c\+\+|nvcc)(?:-\d+)?: (?:fatal )?error: /,
  /^compilation terminated\./,
  /^collect2: error: ld returned /,
  /^(?:FAILED|ERROR): Build did NOT complete/,
];

/** Lines from the end in which such a word counts: what comes after it is said by whatever had started the build. */
const END_LINES = 60;

/**
 * The output of a build tool (make, ninja, cmake, cargo, a compiler) that ran without an installer around it and has failed;
 * null for any other text.
 */
export function stoppedBuild({ parse, text, bytes }: Pick<GivenLog, "parse" | "text" | "bytes">): BuildOutput | null {
  if (parse.format !== "unknown" && parse.format !== "backend") return null;
  const output = readBuildOutput(text, tailSpan(bytes, parse.lines));
  const hasFailed = parse.events.some((event) => event.kind === "tool-failed");
  const end = output.lines.slice(-END_LINES).map((line) => line.trimStart().slice(0, 5_000));
  return hasFailed || end.some((line) => STOPPED.some((pattern) => pattern.test(line))) ? output : null;
}

/** The end of a log, as much as is looked at. */
export function tailSpan(bytes: number, lines: number): Span {
  return { lines: [1, Math.max(1, lines)], bytes: [Math.max(0, bytes - OUTPUT_LIMIT), bytes] };
}
