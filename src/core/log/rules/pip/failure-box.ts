import type { EventBody } from "../../event.ts";
import type { LinePlace, LogLine } from "../../reader/line.ts";
import { type LineRange, makeLineRange } from "../../reader/line-range.ts";
import type { Block, LogContext, LogRule } from "../../rule.ts";
import { BOX_REFERENCES } from "./box-references.ts";
import { networkBox } from "./network-box.ts";
import { stepPackage } from "./step-package.ts";

const HEAD = /^error: ([a-z0-9]+(?:-[a-z0-9]+)+)$/;
const OUTPUT = /^\[(\d{1,9}) lines? of output\]$/;
const EXIT_CODE = /^exit code: (-?\d{1,9})$/;
const DEPENDENCIES = /^Cannot install (build|backend) dependencies(?: for ([A-Za-z0-9][A-Za-z0-9._-]*))?/;
const RAN = /^(.+) did not run successfully\.$/;
/** Of message and context; the output is only counted. */
const LINES_KEPT = 50;
/** The bar of `--use-feature=inprocess-build-deps` (26.0…) does not end its line before the box begins. */
const GLUED = /^Installing (?:build|backend) dependencies \.\.\. error(?=error: )/;
const FOOT = /^(?:note|hint|Link|full command|cwd): /;

/**
 * The box of pip ≥ 22.0 around an error (exceptions.py `DiagnosticPipError`). Its drawing is missing where the console
 * cannot show it, so only the texts count. The number of lines says exactly where foreign output ends: a build that
 * prints `[end of output]` and an error of its own does not get out of the box.
 */
export const failureBox: LogRule = {
  name: "failure-box",
  examples: [
    "  error: subprocess-exited-with-error",
    "error: failed-wheel-build-for-install",
    "  Installing build dependencies ... errorerror: failed-build-dependency-install",
  ],
  starts: ["error: ", "Installing build dependencies ... error", "Installing backend dependencies ... error"],
  level: "any",
  read(line, context) {
    const text = line.text.replace(GLUED, "");
    const reference = HEAD.exec(text)?.[1];
    return reference === undefined ? null : makeBox(reference, text === line.text ? line.indent : 0, context);
  },
};

interface Box {
  readonly reference: string;
  readonly indent: number;
  readonly message: string[];
  readonly context: string[];
  phase: "message" | "context" | "output" | "foot";
  /** With the drawing, contents stand four columns further in. */
  drawn: boolean;
  expected: number | null;
  readonly output: LineRange;
}

function makeBox(reference: string, indent: number, context: LogContext): Block {
  const box: Box = {
    reference,
    indent,
    message: [],
    context: [],
    phase: "message",
    drawn: false,
    expected: null,
    output: makeLineRange(),
  };
  return {
    take: (line) => takeLine(box, line),
    close: () => describeBox(box, context),
    passing: {
      passes: (indent) => box.phase === "output" && indent >= margin(box),
      pass: (line) => countOutput(box, line),
    },
  };
}

function takeLine(box: Box, line: LogLine): boolean {
  if (line.text === "") return takeBlank(box, line);
  if (line.indent < box.indent && !line.redrawn) return false;
  if (box.phase === "output") return takeOutput(box, line);
  const text = line.text.replace(/^(?:×|│|╰─>) /, "");
  if (line.text.startsWith("╰─> ")) {
    box.drawn = true;
    box.phase = "context";
  }
  const count = OUTPUT.exec(text)?.[1];
  if (count !== undefined && box.expected === null && box.phase !== "foot") {
    box.expected = Number(count);
    box.phase = box.expected === 0 ? "foot" : "output";
    return true;
  }
  if (FOOT.test(line.text) || text === "[end of output]") {
    box.phase = "foot";
    return true;
  }
  const inside = !box.drawn || line.indent > box.indent || text !== line.text;
  if (box.phase === "foot" || !inside) return line.indent > box.indent;
  const list = box.phase === "message" ? box.message : box.context;
  if (list.length < LINES_KEPT) list.push(text);
  return true;
}

function takeBlank(box: Box, line: LogLine): boolean {
  if (box.phase === "output") return takeOutput(box, line);
  if (box.phase === "message" && box.message.length > 0) box.phase = "context";
  else if (box.phase === "context" && box.context.length > 0) box.phase = "foot";
  return true;
}

function takeOutput(box: Box, line: LogLine): boolean {
  const left = line.text !== "" && !line.redrawn && line.indent < margin(box);
  if (left) return false;
  countOutput(box, line);
  return true;
}

/** Where the output stands: behind the drawing, if there is one. */
function margin(box: Box): number {
  return box.indent + (box.drawn ? 4 : 0);
}

function countOutput(box: Box, line: LinePlace): void {
  box.output.add(line);
  if (box.output.count === box.expected) box.phase = "foot";
}

function describeBox(box: Box, context: LogContext): EventBody {
  const [head = ""] = box.message;
  const step = RAN.exec(head)?.[1];
  if (step !== undefined) {
    const code = box.message.map((text) => EXIT_CODE.exec(text)?.[1]).find((text) => text !== undefined);
    const named = stepPackage(step) ?? context.package;
    return {
      kind: "build-failed",
      via: viaOf(box),
      packages: named === null ? [] : [named],
      step,
      exitCode: code === undefined ? null : Number(code),
      output: box.output.span(),
      outputLines: box.expected,
    };
  }
  const dependencies = DEPENDENCIES.exec(head);
  if (box.reference === "failed-build-dependency-install" && dependencies !== null) {
    const [, kind = "build", name = null] = dependencies;
    const step = `installing ${kind} dependencies`;
    return { ...summary(name === null ? [] : [name]), step, output: box.output.span(), outputLines: box.expected };
  }
  if (box.reference === "backend-unavailable") {
    return { ...summary(context.package === null ? [] : [context.package]), via: viaOf(box), step: head };
  }
  const packages = failedPackages(box, context);
  if (packages !== null) return summary(packages);
  const network = networkBox(box.reference, [...box.message, ...box.context].join(" "));
  if (network !== null) return network;
  const error = { kind: "error-box" as const, reference: box.reference, message: box.message.join(" ") };
  const told = { ...error, context: box.context };
  return BOX_REFERENCES.has(box.reference) ? { ...told, tool: "pip" as const } : told;
}

/** Up to pip 25.2 the last word of the run is a second box, without indentation and without output. */
function viaOf(box: Box): "summary" | "box" {
  return box.indent === 0 && box.expected === null ? "summary" : "box";
}

/** Boxes that end a run because builds failed: pip ≥ 25.2 lists the names, pip ≥ 25.3 names the one without metadata. */
function failedPackages(box: Box, context: LogContext): readonly string[] | null {
  const [first = ""] = box.context;
  if (box.reference === "failed-wheel-build-for-install") return first.split(", ").filter((name) => name !== "");
  if (box.reference !== "metadata-generation-failed" && box.reference !== "legacy-install-failure") return null;
  const named = /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(first) ? first : context.package;
  return named === null ? [] : [named];
}

function summary(packages: readonly string[]): Extract<EventBody, { kind: "build-failed" }> {
  return {
    kind: "build-failed",
    via: "summary",
    packages,
    step: null,
    exitCode: null,
    output: null,
    outputLines: null,
  };
}
