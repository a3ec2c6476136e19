import type { Undecided, WhyTarget } from "./answer.ts";
import { shortestChains } from "./chains.ts";
import { dormantDemands } from "./dormant.ts";
import { lineDemand, needDemand, readNeeds } from "./edges.ts";
import { newerVersions } from "./newer.ts";
import { doubtsOf, openSolved, type Solved, type SolvedInput } from "./solved.ts";

/**
 * Why a package is part of the solution on one target, and why in this version: the shortest way from each of the user's
 * lines, everybody who asks for it, and what stands against each newer version. `name` is normalised. Rejects when the
 * source does.
 */
export async function whyTaken(name: string, input: SolvedInput): Promise<WhyTarget> {
  const solved = openSolved(input);
  const { resolution } = input;
  if ("kind" in solved) return solved;
  const target = solved.target.id;
  const notes = resolution.kind === "conflict" ? [] : doubtsOf(resolution, target);
  const left = resolution.kind === "incomplete" ? resolution.unknown.find((one) => one.name === name) : undefined;
  if (left !== undefined)
    return undecided(target, `${name} is asked for, but it could not be told what is taken: ${left.reason}`);
  const needs = await readNeeds(solved);
  const pin = solved.pins.find((one) => one.name === name);
  if (pin === undefined) {
    return { target, kind: "not-needed", dormant: dormantDemands(name, solved, needs), notes };
  }
  const isIt = ({ requirement }: { readonly requirement: { readonly name: string } }) => requirement.name === name;
  const demands = [
    ...solved.situation.requirements.filter(isIt).map((line) => lineDemand("requested", line)),
    ...solved.situation.constraints.filter(isIt).map((line) => lineDemand("constraint", line)),
    ...needs.edges.filter(isIt).map(({ pin: by, requirement }) => needDemand(by, requirement)),
  ];
  return {
    target,
    kind: "taken",
    version: pin.version?.normalized ?? null,
    url: pin.url,
    extras: pin.extras,
    chains: shortestChains(name, solved, needs.edges),
    demands,
    newer: pin.url === null ? await newerVersions(pin, await versionsOf(name, solved), demands, solved) : [],
    notes,
  };
}

function undecided(target: string, reason: string): Undecided {
  return { target, kind: "undecided", reason, conflicts: [] };
}

async function versionsOf(name: string, { source }: Solved) {
  const [answer] = await source.versions([name]);
  return answer?.state === "known" ? answer.versions : [];
}
