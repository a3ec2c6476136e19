import type { LogRule } from "../../rule.ts";
import { stepPackage } from "./step-package.ts";

/** The steps that pip times with a spinner (cli/spinners.py); the text before the status is one of these (pip 20.3 – 26.3). */
const STEPS = [
  "Installing build dependencies",
  "Installing backend dependencies",
  "Getting requirements to build ",
  "Checking if build backend supports build_editable",
  "Preparing metadata ",
  "Preparing editable metadata ",
  "Preparing wheel metadata",
  "Building wheel for ",
  "Building editable for ",
  "Running setup.py install for ",
];

/** `--use-feature=inprocess-build-deps` (26.0…) does not end the line of its bar: the next step follows on it. */
const GLUED = /^Installing (?:build|backend) dependencies \.\.\. (?:done|error) {2}(?=\S)/;
const STARTED = ": started";
const RUNNING = ": still running...";
const FINISHED = /: finished with status '([a-z]{1,20})'$/;
const ON_TERMINAL = /(done|error|canceled)$/;

/** A step of building begins, goes on or ends. On a terminal one line says both: `Building wheel for x … done`. */
export const step: LogRule = {
  name: "step",
  examples: [
    "  Building wheel for srcok (pyproject.toml): started",
    "  Building wheel for srcok (pyproject.toml): finished with status 'done'",
    "  Preparing metadata (pyproject.toml) ... done",
    "  Installing build dependencies ... done  Getting requirements to build wheel: started",
  ],
  starts: STEPS,
  level: "any",
  read(line, context) {
    const found = readStatus(line.message.replace(GLUED, ""));
    return found === null ? null : { kind: "step", ...found, package: stepPackage(found.step) ?? context.package };
  },
};

interface StepStatus {
  readonly step: string;
  readonly phase: "started" | "still-running" | "finished";
  readonly status: string | null;
}

function readStatus(text: string): StepStatus | null {
  if (text.endsWith(STARTED)) return { step: text.slice(0, -STARTED.length), phase: "started", status: null };
  if (text.endsWith(RUNNING)) return { step: text.slice(0, -RUNNING.length), phase: "still-running", status: null };
  const finished = text.endsWith("'") ? FINISHED.exec(text.slice(-60)) : null;
  if (finished !== null) {
    return { step: text.slice(0, -finished[0].length), phase: "finished", status: finished[1] ?? null };
  }
  const dots = text.indexOf(" ... ");
  const status = dots === -1 ? null : ON_TERMINAL.exec(text);
  return status === null ? null : { step: text.slice(0, dots), phase: "finished", status: status[1] ?? null };
}
