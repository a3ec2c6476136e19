import type { LogLine } from "../line.ts";
import type { LogContext, LogRule, RuleResult } from "../rule.ts";
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
export const RULES: readonly LogRule[] = [
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

/** Asks the rules whose literal beginning stands in the line. */
export function findRule(line: LogLine, context: LogContext): RuleResult {
  for (const rule of rulesFor(line.message)) {
    if (rule.level === "top" && line.indent > 0) continue;
    if (!rule.starts.some((start) => line.message.startsWith(start))) continue;
    const result = rule.read(line, context);
    if (result !== null) return result;
  }
  return null;
}

/** Rules by the first character of their beginnings, so that a line of a compiler meets two or three of them. */
const BY_CHARACTER: ReadonlyMap<string, readonly LogRule[]> = groupByCharacter();
const ANYWHERE: readonly LogRule[] = RULES.filter((rule) => rule.starts.includes(""));

function rulesFor(message: string): readonly LogRule[] {
  return BY_CHARACTER.get(message.charAt(0)) ?? ANYWHERE;
}

function groupByCharacter(): ReadonlyMap<string, readonly LogRule[]> {
  const characters = new Set(RULES.flatMap((rule) => rule.starts.map((start) => start.charAt(0))));
  const fits = (rule: LogRule, character: string): boolean =>
    rule.starts.some((start) => start === "" || start.charAt(0) === character);
  return new Map([...characters].map((character) => [character, RULES.filter((rule) => fits(rule, character))]));
}
