import type { Dialect } from "../../dialect.ts";
import type { LogRule } from "../../rule.ts";
import { alreadySatisfied } from "./already-satisfied.ts";
import { buildFailed } from "./build-failed.ts";
import { chatter } from "./chatter.ts";
import { collecting } from "./collecting.ts";
import { conflict } from "./conflict.ts";
import { conflictAdvice, conflictAside } from "./conflict-advice.ts";
import { conflictCauses } from "./conflict-causes.ts";
import { createdWheel } from "./created-wheel.ts";
import { downloading } from "./downloading.ts";
import { exception } from "./exception.ts";
import { failureBox } from "./failure-box.ts";
import { hashMismatch } from "./hash-mismatch.ts";
import { hashMissing } from "./hash-missing.ts";
import { ignoredVersions } from "./ignored-versions.ts";
import { lookingIn } from "./looking-in.ts";
import { networkTrouble } from "./network.ts";
import { noCandidate } from "./no-candidate.ts";
import { noMatchingDistribution } from "./no-matching-distribution.ts";
import { otherError } from "./other-error.ts";
import { processing } from "./processing.ts";
import { requiresPython } from "./requires-python.ts";
import { runningCommand } from "./running-command.ts";
import { step } from "./step.ts";
import { success } from "./success.ts";
import { traceback } from "./traceback.ts";
import { usingCached } from "./using-cached.ts";
import { usingPip } from "./using-pip.ts";
import { yanked } from "./yanked.ts";

/** Every family of messages, asked in this order: a new one is a new file and a line here. */
const RULES: readonly LogRule[] = [
  usingPip,
  lookingIn,
  collecting,
  processing,
  alreadySatisfied,
  downloading,
  usingCached,
  runningCommand,
  step,
  createdWheel,
  failureBox,
  buildFailed,
  conflict,
  conflictCauses,
  conflictAside,
  conflictAdvice,
  noCandidate,
  noMatchingDistribution,
  ignoredVersions,
  hashMismatch,
  hashMissing,
  yanked,
  requiresPython,
  networkTrouble,
  success,
  exception,
  traceback,
  chatter,
  // The last: it takes every other line that begins with "ERROR: ".
  otherError,
];

/** pip 20.3 and newer, console and `--log`. */
export const PIP: Dialect = {
  format: "pip",
  rules: RULES,
  telling: [
    "using-pip",
    "looking-in",
    "collecting",
    "processing",
    "already-satisfied",
    "conflict",
    "no-candidate",
    "no-matching-distribution",
    "created-wheel",
    "build-failed",
    "hash-mismatch",
    "hash-missing",
    "success",
  ],
  beginning: ["using-pip", "collecting", "processing", "downloading", "using-cached"],
  ending: [
    "success",
    "conflict-causes",
    "no-matching-distribution",
    "hash-mismatch",
    "hash-missing",
    "requires-python",
    "error",
    "error-box",
    "already-satisfied",
  ],
};
