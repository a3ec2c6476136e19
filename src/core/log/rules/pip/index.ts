import type { Dialect } from "../../dialect.ts";
import type { LogRule } from "../../rule.ts";
import { advice } from "./advice.ts";
import { alreadyDownloaded } from "./already-downloaded.ts";
import { alreadySatisfied } from "./already-satisfied.ts";
import { availableVersions } from "./available-versions.ts";
import { backendWarning } from "./backend-warning.ts";
import { backtrackingHint } from "./backtracking-hint.ts";
import { brokenRequirements } from "./broken-requirements.ts";
import { buildFailed } from "./build-failed.ts";
import { chatter } from "./chatter.ts";
import { collecting } from "./collecting.ts";
import { commandErrored } from "./command-errored.ts";
import { compatibleTags } from "./compatible-tags.ts";
import { conflict } from "./conflict.ts";
import { conflictAdvice, conflictAside } from "./conflict-advice.ts";
import { conflictCauses } from "./conflict-causes.ts";
import { createdWheel } from "./created-wheel.ts";
import { deprecation } from "./deprecation.ts";
import { discarded } from "./discarded.ts";
import { downloadProgress } from "./download-progress.ts";
import { downloading } from "./downloading.ts";
import { exception } from "./exception.ts";
import { extraMissing } from "./extra-missing.ts";
import { failureBox } from "./failure-box.ts";
import { hashMismatch } from "./hash-mismatch.ts";
import { hashMissing } from "./hash-missing.ts";
import { ignoredVersions } from "./ignored-versions.ts";
import { installing } from "./installing.ts";
import { invalidRequirement } from "./invalid-requirement.ts";
import { jsonDocument } from "./json-document.ts";
import { lookingIn } from "./looking-in.ts";
import { markerSkipped } from "./marker-skipped.ts";
import { networkTrouble } from "./network.ts";
import { noCandidate } from "./no-candidate.ts";
import { noMatchingDistribution } from "./no-matching-distribution.ts";
import { obtaining } from "./obtaining.ts";
import { osError } from "./os-error.ts";
import { otherError } from "./other-error.ts";
import { otherWarning } from "./other-warning.ts";
import { pipCheck } from "./pip-check.ts";
import { pipNotice } from "./pip-notice.ts";
import { processing } from "./processing.ts";
import { providedWheel } from "./provided-wheel.ts";
import { requiresPython } from "./requires-python.ts";
import { runningCommand } from "./running-command.ts";
import { step } from "./step.ts";
import { success } from "./success.ts";
import { traceback } from "./traceback.ts";
import { uninstall } from "./uninstall.ts";
import { usageError } from "./usage-error.ts";
import { usingCached } from "./using-cached.ts";
import { usingPip } from "./using-pip.ts";
import { vcs } from "./vcs.ts";
import { yanked } from "./yanked.ts";

/** Every family of messages, asked in this order: a new one is a new file and a line here. */
const RULES: readonly LogRule[] = [
  usingPip,
  lookingIn,
  collecting,
  processing,
  obtaining,
  vcs,
  markerSkipped,
  alreadySatisfied,
  downloading,
  downloadProgress,
  usingCached,
  runningCommand,
  step,
  backendWarning,
  createdWheel,
  failureBox,
  commandErrored,
  discarded,
  buildFailed,
  conflict,
  conflictCauses,
  conflictAside,
  backtrackingHint,
  advice,
  conflictAdvice,
  noCandidate,
  noMatchingDistribution,
  ignoredVersions,
  hashMismatch,
  hashMissing,
  yanked,
  requiresPython,
  invalidRequirement,
  networkTrouble,
  osError,
  installing,
  uninstall,
  providedWheel,
  success,
  alreadyDownloaded,
  brokenRequirements,
  pipCheck,
  pipNotice,
  extraMissing,
  deprecation,
  availableVersions,
  compatibleTags,
  jsonDocument,
  usageError,
  exception,
  traceback,
  chatter,
  // The last: they take every other line that begins with "WARNING: " or, without indentation, "ERROR: ".
  otherWarning,
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
    "obtaining",
    "installing",
    "uninstall",
    "broken-requirements",
    "pip-notice",
    "available-versions",
    "compatible-tags",
    "json-document",
    "usage-error",
    "invalid-requirement",
  ],
  beginning: ["using-pip", "collecting", "processing", "obtaining", "downloading", "using-cached", "installing"],
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
    "broken-requirements",
    "available-versions",
    "compatible-tags",
    "json-document",
    "usage-error",
    "invalid-requirement",
  ],
  // In an installation it stands before the end.
  ends: (event) => event.kind === "uninstall" && event.asked,
};
