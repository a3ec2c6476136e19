import { isMeant } from "../../pep/marker.ts";
import type { Requirement } from "../../pep/requirement.ts";
import { specifierSetContains } from "../../pep/specifier.ts";
import { isPinned } from "../../pep/specifier-wish.ts";
import { compareVersions, type Version } from "../../pep/version.ts";
import { reportExplanation } from "../../resolve/report-conflict.ts";
import type { WhyNotTarget } from "./answer.ts";
import { askFor } from "./ask-for.ts";
import { changedPins } from "./changes.ts";
import { pinText } from "./edges.ts";
import { doubtsOf, openSolved, type Solved, type SolvedInput } from "./solved.ts";

/**
 * What asking for a version beside the user's lines comes to on one target: nothing new, other versions of others, or a
 * conflict, told with the fewest of the lines. Rejects when the source does.
 */
export async function whyNot(asked: Requirement, input: SolvedInput): Promise<WhyNotTarget> {
  const solved = openSolved(input);
  if ("kind" in solved) return solved;
  const target = solved.target.id;
  if (asked.marker !== null && !isMeant(asked.marker, solved.situation.environment)) {
    return { target, kind: "not-meant", marker: asked.marker.canonical };
  }
  return (await missing(asked, solved)) ?? (await solveFor(asked, solved));
}

async function solveFor(requirement: Requirement, solved: Solved): Promise<WhyNotTarget> {
  const target = solved.target.id;
  const asked = await askFor(requirement, solved);
  if (asked.kind === "conflict")
    return { target, kind: "impossible", conflicts: asked.conflicts.map(reportExplanation) };
  const { resolution } = asked;
  const pins = resolution.pins.get(target) ?? [];
  const pin = pins.find(({ name }) => name === requirement.name);
  const reason = whyUndecided(asked.resolution, target, pin?.known);
  if (reason !== null || pin === undefined) {
    return { target, kind: "undecided", reason: reason ?? `nothing is known of ${requirement.name}`, conflicts: [] };
  }
  const changes = changedPins(solved.pins, pins);
  const told = { target, version: pinText(pin), notes: doubtsOf(resolution, target) };
  const isTaken =
    changes.length === 0 && requirement.extras.every((extra) => hasExtra(solved, requirement.name, extra));
  return isTaken ? { ...told, kind: "taken" } : { ...told, kind: "possible", changes };
}

function hasExtra({ pins }: Solved, name: string, extra: string): boolean {
  return pins.some((pin) => pin.name === name && pin.extras.includes(extra));
}

/** That nothing speaks against it is no answer where nothing is known of it. */
function whyUndecided(
  resolution: Parameters<typeof doubtsOf>[0],
  target: string,
  isKnown: boolean | undefined,
): string | null {
  if (resolution.kind === "incomplete" && resolution.unknown.length === 0) return resolution.reason;
  const [doubt] = doubtsOf(resolution, target).slice(-1);
  const isDoubtful = resolution.kind === "solved" && resolution.doubts.has(target);
  return isDoubtful || isKnown === false ? (doubt ?? null) : null;
}

/** That there is no such project or version; null when there is, or when that is not known. */
async function missing(asked: Requirement, { source, target }: Solved): Promise<WhyNotTarget | null> {
  if (asked.url !== null) return null;
  const { name, specifiers } = asked;
  const [answer] = await source.versions([name]);
  if (answer === undefined || answer.state === "unknown") {
    const reason = `the versions of ${name} could not be read${answer === undefined ? "" : `: ${answer.reason}`}`;
    return { target: target.id, kind: "undecided", reason, conflicts: [] };
  }
  if (answer.state === "absent") {
    return { target: target.id, kind: "absent", text: `There is no project ${name}.`, nearest: [] };
  }
  const versions = answer.versions.map(({ version }) => version).sort(compareVersions);
  if (versions.some((version) => specifierSetContains(specifiers, version))) return null;
  const text = `There is no ${name}${specifiers.canonical}.`;
  const pin = isPinned(specifiers)
    ? (specifiers.specifiers.find(({ version }) => version !== null)?.version ?? null)
    : null;
  return { target: target.id, kind: "absent", text, nearest: nearest(versions, pin).map((one) => one.normalized) };
}

function nearest(ascending: readonly Version[], pin: Version | null): readonly Version[] {
  if (pin === null) return ascending.slice(-2);
  const below = ascending.filter((version) => compareVersions(version, pin) < 0).slice(-1);
  const above = ascending.filter((version) => compareVersions(version, pin) > 0).slice(0, 1);
  return [...below, ...above];
}
