import { compareText } from "../../compare-text.ts";
import { groupBy } from "../../log/facts/group-by.ts";
import { breakCycles } from "./break-cycles.ts";
import { type BuildGraph, usesPlan } from "./build-graph.ts";
import { askersOf, plannedPackages } from "./build-tools.ts";
import type { InstallPlan, InstallStage, PlanPackage } from "./install-plan.ts";

/** A stage while it is made: its packages in full. */
interface Draft extends Omit<InstallStage, "packages" | "noDeps"> {
  readonly members: readonly PlanPackage[];
  /** What is installed besides: tools, wheels of other versions. */
  readonly extra: readonly string[];
}

/**
 * In which order the packages can be installed: what a build asks for before the build, packages of a vendor's index
 * first, hard builds last. A package is built with the packages of the plan when they satisfy all that its build asks of
 * them; else in isolation, as installers do by themselves.
 * @param packages the whole closure of one target, and what its builds ask for besides
 */
export function planInstall(target: string, packages: readonly PlanPackage[]): InstallPlan {
  const whole = packages.toSorted((a, b) => compareText(a.name, b.name));
  const sorted = plannedPackages(whole);
  const { cycles: found, graph } = breakCycles(sorted);
  const cycles = found.map((cycle) => ({ ...cycle, ...askersOf(cycle, whole) }));
  const plan = { target, cycles, notes: notesOf(sorted), blocked: null, wheelhouse: null, stages: [] };
  if (graph !== null)
    return {
      ...plan,
      stages: finish(
        draftStages(
          graph,
          cycles.flatMap((each) => each.bootstrap),
        ),
      ),
    };
  const names = cycles.filter(({ kind, bootstrap }) => kind === "build" && bootstrap.length === 0);
  const text = names.map((each) => each.packages.join(", ")).join("; ");
  return { ...plan, blocked: `These cannot be built, for the build of each needs the others: ${text}.` };
}

function notesOf(packages: readonly PlanPackage[]): readonly string[] {
  const names = packages.filter(({ build }) => build !== null && build.requires === null).map(({ name }) => name);
  if (names.length === 0) return [];
  return [`What the build of these asks for is not known, so they are built in isolation: ${names.join(", ")}.`];
}

function draftStages(graph: BuildGraph, bootstrap: readonly string[]): readonly Draft[] {
  const { packages } = graph;
  const levels = levelsOf(graph);
  const awaited = awaitedNodes(graph);
  const top = Math.max(0, ...levels) + 1;
  const places = packages.map((each, index) => (each.isHard && !awaited.has(index) ? top : (levels[index] ?? 0)));
  const drafts: Draft[] = [];
  if (bootstrap.length > 0) {
    const reason = "Wheels of other versions, to build what their own build asks for; they are replaced below.";
    drafts.push({ ...PLAIN, reason, onlyWheels: true, members: [], extra: bootstrap });
  }
  for (const [indexUrl, members] of groupBy(packages, (each) => (each.build === null ? each.indexUrl : null))) {
    if (indexUrl === null) continue;
    drafts.push({ ...PLAIN, reason: "These have their own index, and others build on them.", indexUrl, members });
  }
  for (let level = 0; level <= top; level += 1) {
    const here = packages.filter((each, at) => places[at] === level && (each.indexUrl === null || each.build !== null));
    for (const isHard of [false, true])
      drafts.push(
        ...draftLevel(
          here.filter((each) => each.isHard === isHard),
          graph,
        ),
      );
  }
  return drafts;
}

const PLAIN = { noIsolation: false, onlyWheels: false, indexUrl: null, extra: [] } as const;

/** Wheels and builds in isolation together; each set of build tools by itself, as two sets may contradict each other. */
function draftLevel(members: readonly PlanPackage[], graph: BuildGraph): readonly Draft[] {
  return [
    ...groupBy(members, (each) =>
      usesPlan(each, graph.packages, graph.indexOf) ? toolsOf(each, graph).join("\n") : null,
    ),
  ]
    .sort(([a], [b]) => Number(a !== null) - Number(b !== null) || compareText(a ?? "", b ?? ""))
    .flatMap(([tools, group]): readonly Draft[] => {
      const [hard] = group.filter((each) => each.isHard).map(({ name }) => name);
      if (tools === null) {
        const reason =
          hard === undefined
            ? "Nothing has to be there before these."
            : "Hard to build: last, so that the rest is there when it fails.";
        return [{ ...PLAIN, reason, members: group }];
      }
      const extra = tools === "" ? [] : tools.split("\n");
      const names = group.map(({ name }) => name).join(", ");
      return [
        ...(extra.length > 0
          ? [{ ...PLAIN, reason: `Tools that the build of ${names} asks for.`, members: [], extra }]
          : []),
        { ...PLAIN, noIsolation: true, reason: "Built with what is installed by now.", members: group },
      ];
    });
}

/** What else its build asks for. */
function toolsOf({ build }: PlanPackage, { indexOf }: BuildGraph): readonly string[] {
  const tools = (build?.requires ?? []).filter(({ name }) => !indexOf.has(name));
  return tools.map(({ canonical }) => canonical.replace(/\s*;.*$/s, "")).sort();
}

/** For each package the number of builds that must be over before its own, or before it is taken as a wheel. */
function levelsOf(graph: BuildGraph): readonly number[] {
  const { packages, components, next } = graph;
  const count = packages.length;
  const ready: number[] = [];
  const built = new Array<number>(count).fill(0);
  for (const members of components) {
    const below = Math.max(0, ...members.flatMap(next).map((node) => ready[node] ?? 0));
    for (const node of members) {
      const each = packages[node - count];
      ready[node] = each === undefined ? below : usesPlan(each, graph.packages, graph.indexOf) ? below + 1 : 0;
      if (each !== undefined) built[node - count] = ready[node] ?? 0;
    }
  }
  return built;
}

/** Nodes that a build in the plan waits for. */
function awaitedNodes({ packages, next, indexOf }: BuildGraph): ReadonlySet<number> {
  const stack = packages.flatMap((each, index) =>
    usesPlan(each, packages, indexOf) ? next(index + packages.length) : [],
  );
  const seen = new Set<number>();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    stack.push(...next(node));
  }
  return seen;
}

/** Says where an installer must not bring what comes later. */
function finish(drafts: readonly Draft[]): readonly InstallStage[] {
  const stages = drafts.filter(({ members, extra }) => members.length + extra.length > 0);
  const stageOf = new Map(stages.flatMap(({ members }, stage) => members.map(({ name }) => [name, stage] as const)));
  return stages.map(({ members, extra, reason, ...rest }, stage) => {
    const early = members.flatMap(({ needs }) => needs).filter((name) => (stageOf.get(name) ?? 0) > stage);
    const noDeps = rest.onlyWheels || early.length > 0;
    const later = [...new Set(early)].sort().slice(0, 6).join(", ");
    const isHashed = extra.length === 0 && members.every(({ hashes }) => hashes !== undefined);
    return {
      ...rest,
      packages: [...extra, ...members.map(({ pin }) => pin)],
      ...(isHashed ? { hashes: Object.fromEntries(members.map(({ pin, hashes = [] }) => [pin, hashes])) } : {}),
      noDeps,
      reason: later === "" ? reason : `${reason} What they need comes later: ${later}.`,
    };
  });
}
