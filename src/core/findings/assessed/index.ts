import { libcTooOld } from "./libc-too-old.ts";
import { missingWheel } from "./missing-wheel.ts";
import { notFound } from "./not-found.ts";
import { quarantined, retired } from "./project-status.ts";
import { requiresPython } from "./requires-python.ts";
import type { AssessedRule } from "./rule.ts";
import { silentVendor } from "./silent-vendor.ts";
import { sourceBuild } from "./source-build.ts";
import { stubWheel } from "./stub-wheel.ts";
import { variantWheel } from "./variant-wheel.ts";
import { wrongAbi } from "./wrong-abi.ts";
import { wrongIndex } from "./wrong-index.ts";
import { wrongLibc } from "./wrong-libc.ts";
import { yankedOnly, yankedPin } from "./yanked.ts";

/**
 * The first that applies is told, the others in half a sentence: why nothing fits comes before that something must be
 * built, and what stops the work before what only should be known.
 */
export const ASSESSED_RULES: readonly AssessedRule[] = [
  quarantined,
  silentVendor,
  notFound,
  requiresPython,
  yankedOnly,
  wrongIndex,
  libcTooOld,
  wrongLibc,
  wrongAbi,
  variantWheel,
  sourceBuild,
  missingWheel,
  yankedPin,
  stubWheel,
  retired,
];
