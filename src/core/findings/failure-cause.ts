import type { Distribution } from "../diagnose/distribution.ts";
import type { Excerpt } from "../diagnose/excerpt.ts";
import type { Diagnosis, FailureClass } from "../diagnose/signature.ts";
import type { LaneKind, Remedy } from "../report/model.ts";
import { findEmulatorCrash } from "../target/emulator-crash.ts";
import { distributionRemedies } from "./distribution-remedies.ts";

export interface Cause {
  readonly class: FailureClass;
  /** One or two sentences. */
  readonly text: string;
  readonly remedies: readonly Remedy[];
}

/** All that is known of one failure. */
export interface FailureSigns {
  readonly lane: LaneKind | null;
  /** As pip prints it: negative for a death by signal. */
  readonly exitCode: number | null;
  /** Why, when it is not the output that says so. */
  readonly reason: string | null;
  readonly output: readonly string[] | null;
  /** Whose packages the system has; null when nothing shows it. */
  readonly distribution: Distribution | null;
  readonly excerpt: Excerpt | null;
  /** Most telling first. */
  readonly diagnoses: readonly Diagnosis[];
}

const FEWER_JOBS: Remedy = {
  text: "Use a runner with more memory, or let fewer compilers run at a time.",
  commands: ["export MAX_JOBS=1 MAKEFLAGS=-j1 CMAKE_BUILD_PARALLEL_LEVEL=1 CARGO_BUILD_JOBS=1"],
};

/** An emulator that crashes explains everything after it; then what the output names, then how the process ended. */
export function causeOf(signs: FailureSigns): Cause {
  const { diagnoses, exitCode } = signs;
  const [best] = diagnoses;
  // pip prints a death by signal as a negative number, where a shell would say 128 + signal.
  const shellCode = exitCode !== null && exitCode < 0 ? 128 - exitCode : exitCode;
  const isOpen = best === undefined || best.generic;
  if (signs.lane === "emulated" && isOpen) {
    const crash = findEmulatorCrash({ code: shellCode ?? 1, tail: signs.output?.slice(-40) ?? [] });
    if (crash !== null) return emulatorCrash(crash.signal);
  }
  if (shellCode === 137 && (best === undefined || WEAK.has(best.rank))) return KILLED;
  if (best !== undefined) return diagnosed(best, signs);
  if (signs.reason !== null) return { class: "unknown", text: signs.reason, remedies: [] };
  return { class: "unknown", text: unknownText(signs), remedies: [] };
}

/** What an exit code says more of than these. */
const WEAK: ReadonlySet<Diagnosis["rank"]> = new Set(["probe", "consequence", "remark"]);

const KILLED: Cause = {
  class: "out-of-memory",
  text: "The system killed it (SIGKILL), which it does when memory runs out.",
  remedies: [FEWER_JOBS],
};

function emulatorCrash(signal: number): Cause {
  return {
    class: "emulator-crash",
    text: `QEMU, which emulates the other architecture, ended with signal ${signal}: an error of the emulator, not of the package.`,
    remedies: [{ text: "Build this package on a native arm64 runner, or with a newer QEMU.", commands: [] }],
  };
}

function diagnosed(best: Diagnosis, { excerpt, distribution }: FailureSigns): Cause {
  const advice = best.advice === null ? [] : [{ text: best.advice, commands: best.commands }];
  return {
    class: best.class,
    text: best.class === "compiler" ? `${best.cause} It says: ${excerpt?.key}` : best.cause,
    remedies: [...distributionRemedies(best.remedies, distribution), ...advice],
  };
}

function unknownText({ output, excerpt }: FailureSigns): string {
  if (output === null) return "What it printed is not in the log.";
  return excerpt === null
    ? "Nothing that it printed looks like an error; the log has all of it."
    : `No known cause fits. What stands out is: ${excerpt.key}`;
}
