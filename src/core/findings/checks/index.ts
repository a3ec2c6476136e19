import type { Check } from "../find-findings.ts";
import { checkAssessed } from "./assessed.ts";
import { checkBrokenRequirement } from "./broken-requirement.ts";
import { checkBuildFailed } from "./build-failed.ts";
import { checkClosureIncomplete } from "./closure-incomplete.ts";
import { checkConflict } from "./conflict.ts";
import { checkCutLog } from "./cut-log.ts";
import { checkCycles } from "./cycles.ts";
import { checkDockerLog } from "./docker-log.ts";
import { checkDockerStepFailed } from "./docker-step-failed.ts";
import { checkExtraMissing } from "./extra-missing.ts";
import { checkHashes } from "./hashes.ts";
import { checkIncomplete } from "./incomplete.ts";
import { checkIndexBypassed } from "./index-bypassed.ts";
import { checkIndexInFile } from "./index-in-file.ts";
import { checkInvalidInput } from "./invalid-input.ts";
import { checkNameOnTwoIndexes } from "./name-on-two-indexes.ts";
import { checkNetwork } from "./network.ts";
import { checkNoMatchingDistribution } from "./no-matching-distribution.ts";
import { checkNotChecked } from "./not-checked.ts";
import { checkNotJudged } from "./not-judged.ts";
import { checkPlainBuild } from "./plain-build.ts";
import { checkProjectPython } from "./project-python.ts";
import { checkRequiresPython } from "./requires-python.ts";
import { checkResolverConflict } from "./resolver-conflict.ts";
import { checkResolverDisagreement } from "./resolver-disagreement.ts";
import { checkRunFailed } from "./run-failed.ts";
import { checkSourceBuild } from "./source-build.ts";
import { checkSystemPackages } from "./system-packages.ts";
import { checkUnknownFormat } from "./unknown-format.ts";
import { checkYanked } from "./yanked.ts";

/** Order does not matter: findings are sorted. */
export const CHECKS: readonly Check[] = [
  checkConflict,
  checkNoMatchingDistribution,
  checkBuildFailed,
  checkDockerStepFailed,
  checkDockerLog,
  checkSourceBuild,
  checkHashes,
  checkRequiresPython,
  checkProjectPython,
  checkYanked,
  checkExtraMissing,
  checkBrokenRequirement,
  checkNetwork,
  checkInvalidInput,
  checkIndexBypassed,
  checkIndexInFile,
  checkRunFailed,
  checkIncomplete,
  checkCutLog,
  checkPlainBuild,
  checkUnknownFormat,
  checkAssessed,
  checkNotChecked,
  checkNotJudged,
  checkNameOnTwoIndexes,
  checkResolverConflict,
  checkResolverDisagreement,
  checkSystemPackages,
  checkClosureIncomplete,
  checkCycles,
];
