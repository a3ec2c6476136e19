import { WheelhouseError } from "../../core/error.ts";
import type { Problem } from "../../core/problem.ts";
import { parseTarget, type TargetInput } from "../../core/target/parse-target.ts";
import type { Target } from "../../core/target/target.ts";
import type { CheckPorts } from "./ports.ts";
import type { PythonHere } from "./python-here.ts";

/** Which targets a person asks for. */
export interface TargetWishes {
  /** Platforms, profiles, ids, `image:REF`, paths that end in `.json`; none: this machine. */
  readonly targets: readonly string[];
  /** `3.12`, or the path of an interpreter here; null: see `readTargets`. */
  readonly python: string | null;
  readonly libc: string | null;
  /** Absolute. */
  readonly workingDirectory: string;
  /** uv orders tags by rules of its own: then this machine's own list, which is pip's, is not kept. */
  readonly installer?: "pip" | "uv";
}

export interface TargetPorts extends Pick<CheckPorts, "files" | "nativeLane" | "containerLane" | "signal" | "host"> {
  readonly pythonHere: PythonHere;
}

/** The Python of a target when none is given and none runs here: most projects have wheels for it. */
export const USUAL_PYTHON = "3.12";

export interface ReadTarget {
  readonly target: Target;
  /** One sentence for people: what was assumed and why; null when nothing was. */
  readonly note: string | null;
}

/** The error for a target that cannot be read, each problem with what would have been right. */
export function refuseTarget(problems: readonly Problem[]): WheelhouseError {
  const messages = problems.map(({ message, expected }) =>
    expected === null ? `${message}.` : `${message}: use ${expected}.`,
  );
  return new WheelhouseError("unknown-target", messages.join(" "), {
    hint: "Correct --target, --python or --libc (inputs: target, python, libc).",
    problems: messages,
  });
}

/** Rejects, by throwing, what `parseTarget` finds wrong. */
export function requireTarget(input: string | TargetInput): Target {
  const target = parseTarget(input);
  if (!target.ok) throw refuseTarget(target.problems);
  return target.value;
}
