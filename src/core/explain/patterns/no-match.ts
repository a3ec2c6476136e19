import type { EventOf } from "../../log/event.ts";
import type { NoMatchFact } from "../../log/facts/facts.ts";
import { requirementName } from "../../log/names.ts";
import { normalizeName } from "../../pep/name.ts";
import { allows, nameOfRequirement, newestFirst, packagesOfChain } from "../label.ts";
import type { RunOutcome } from "../run-outcome.ts";
import { type SkipReason, skipReason } from "../skipped.ts";

/** Files of the project that are in the range and cannot be used, newest first. */
export function skippedFor(
  { skipped }: RunOutcome,
  fact: NoMatchFact,
): readonly { readonly event: EventOf<"skipped-link">; readonly reason: SkipReason }[] {
  const name = nameOfRequirement(fact.requirement);
  return skipped
    .filter((event) => event.name !== null && normalizeName(event.name) === name)
    .filter(({ version }) => version !== null && allows(fact.requirement, version))
    .map((event) => ({ event, reason: skipReason(event) }))
    .sort((a, b) => newestFirst(a.event.version ?? "", b.event.version ?? ""));
}

/** Packages that ask for it, innermost first; the user's files are none. */
export function askersOf({ from }: NoMatchFact): readonly string[] {
  const [nearest] = packagesOfChain(from);
  return nearest === undefined ? [] : [requirementName(nearest) ?? nearest];
}

/** The newest version that can be used here, in the range or not. */
export function newestUsable({ versions }: NoMatchFact): string | null {
  return [...(versions ?? [])].sort(newestFirst)[0] ?? null;
}
