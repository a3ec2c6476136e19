import type { BrokenRequirement, EventOf, LogFormat, LogParse } from "../log/event.ts";
import { installedOf } from "../log/facts/changes.ts";
import { refutedEvents, withoutRefuted } from "../log/facts/claims.ts";
import { type ConflictFact, isAbsent, type NoMatchFact } from "../log/facts/facts.ts";
import { reduceFailures } from "../log/facts/failures.ts";
import { reduceConflict, reduceNoMatches } from "../log/facts/resolution.ts";
import type { EventRun } from "../log/facts/runs.ts";
import { reduceUvResolution } from "../log/facts/uv.ts";
import { normalizeName } from "../pep/name.ts";
import { allows } from "./label.ts";

/** How a run ended, and what it says of projects that made trouble. */
export interface RunOutcome {
  /** Whose options can be recommended; `other`: poetry, pip-compile and the like. */
  readonly tool: "pip" | "uv" | "other";
  readonly conflict: ConflictFact | null;
  readonly noMatches: readonly NoMatchFact[];
  readonly broken: readonly { readonly problem: BrokenRequirement; readonly line: number | null }[];
  readonly yanked: readonly EventOf<"yanked">[];
  readonly satisfied: readonly EventOf<"already-satisfied">[];
  /** Packages that another one names an address for, so that no version of an index will do. Only our own solver tells. */
  readonly bundled: readonly { readonly name: string; readonly version: string | null; readonly by: string }[];
  readonly skipped: readonly EventOf<"skipped-link">[];
  readonly requiresPython: readonly EventOf<"requires-python">[];
  /** Projects of which pip says how many files it can use: then it also says which it cannot. */
  readonly searched: ReadonlySet<string>;
  /** Addresses that the index answered with 404. */
  readonly absentPages: readonly string[];
  /** An index did not answer as it should: then "none" proves nothing. */
  readonly hasNetworkTrouble: boolean;
  /** Versions that were installed, by name. */
  readonly installed: ReadonlyMap<string, string>;
  readonly succeeded: boolean;
}

export function outcomeOf(run: EventRun, log: LogParse): RunOutcome {
  const own = withoutRefuted({ ...log, events: run.events }, refutedEvents([run]));
  const only = <K extends LogParse["events"][number]["kind"]>(kind: K): readonly EventOf<K>[] =>
    own.events.filter((event): event is EventOf<K> => event.kind === kind);
  const network = only("network");
  const installed = installedOf(run).believed.flatMap(({ name, version }) =>
    version === null ? [] : [[name, version] as const],
  );
  const uv = reduceUvResolution(own);
  const conflict = reduceConflict(own) ?? uv.conflict;
  const noMatches = [...reduceNoMatches(own, reduceFailures(own)), ...uv.noMatches].map(narrowed);
  return {
    tool: toolOf(run, log),
    conflict,
    noMatches,
    // What `pip check` lists was not caused by this run.
    broken: only("broken-requirements").flatMap(({ problems, via, span }) =>
      via === "check"
        ? []
        : problems.map((problem, index) => ({ problem, line: lineAfter(span.lines, problems.length, index) })),
    ),
    yanked: only("yanked"),
    satisfied: only("already-satisfied"),
    bundled: [],
    skipped: only("skipped-link"),
    requiresPython: only("requires-python"),
    searched: new Set(only("project-searched").map(({ name }) => normalizeName(name))),
    absentPages: network.filter(isAbsent).flatMap(({ where }) => (where === null ? [] : [where])),
    hasNetworkTrouble: [...network, ...uv.network].some((event) => !isAbsent(event) && event.problem !== "incomplete"),
    installed: new Map(installed),
    succeeded: conflict === null && noMatches.length === 0 && only("requires-python").length === 0,
  };
}

/** Tools that run pip inside: people give their options, not pip's. */
const AROUND_PIP: readonly LogFormat[] = ["poetry", "pipenv", "pip-compile", "conda"];

function toolOf(run: EventRun, log: LogParse): RunOutcome["tool"] {
  if (run.tool === "uv") return "uv";
  return log.formats.some((format) => AROUND_PIP.includes(format)) ? "other" : "pip";
}

/**
 * pip lists the versions that it left out over all projects it looked at, without their names: those that the requirement
 * excludes are another project's, or of no interest.
 */
function narrowed(fact: NoMatchFact): NoMatchFact {
  return {
    ...fact,
    otherPython: fact.otherPython.filter(({ version }) => allows(fact.requirement, version)),
    yanked: fact.yanked.filter((version) => allows(fact.requirement, version)),
  };
}

/** The line of one entry of a list below a head line; null when the lines do not stand together. */
export function lineAfter(lines: readonly [number, number], entries: number, index: number): number | null {
  return lines[1] - lines[0] === entries ? lines[0] + 1 + index : null;
}
