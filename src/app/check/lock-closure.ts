import type { InputFile, InputRequirement, LockedPackage } from "../../core/inputs/input.ts";
import { projectIndexOf } from "../../core/inputs/lock/locked-index.ts";
import { lockCovers, selectLocked } from "../../core/inputs/lock/select-locked.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import { isMeant, type MarkerEnvironment } from "../../core/pep/marker.ts";
import { parseRequirement } from "../../core/pep/requirement.ts";
import { parseVersion } from "../../core/pep/version.ts";
import type { Closure, Wanted } from "./closure.ts";

/** Whether a file is a lock: what it names has been decided already. */
export function isLock({ lock, locked }: InputFile): boolean {
  return lock !== undefined || locked.length > 0;
}

/**
 * What locks say is installed on a target. Nothing is solved; each file is judged as the lock lists it.
 * @param lines what people wrote: where one names a package of the lock, the finding belongs on that line
 */
export function lockClosure(
  locks: readonly InputFile[],
  environment: MarkerEnvironment,
  { lines, options }: { readonly lines: readonly InputRequirement[]; readonly options: CheckOptions },
): Closure {
  const wanted = locks.flatMap((lock) => {
    const selected = selectedOf(lock, environment, options);
    const names = new Set(selected.map(({ name }) => name));
    return selected.flatMap((locked) => toWanted(locked, { names, environment, lines }));
  });
  const paths = locks.map(({ path }) => path).join(", ");
  const foreign = locks.filter((lock) => !lockCovers(lock, environment)).map(({ path }) => path);
  const warning =
    foreign.length === 0 ? "" : ` ${foreign.join(", ")} was made for other environments than this target.`;
  const report = { by: "lock", complete: foreign.length === 0, text: `As ${paths} has it.${warning}` } as const;
  return { wanted, report, conflicts: [], undecided: null, givenUp: [] };
}

/** What of a lock is installed on a target. */
export function selectedOf(
  lock: InputFile,
  environment: MarkerEnvironment,
  options: CheckOptions,
): readonly LockedPackage[] {
  return selectLocked(lock, environment, choiceOf(lock, options));
}

function choiceOf({ lock }: InputFile, { extras, groups }: CheckOptions) {
  const all = (asked: readonly string[], known: readonly string[] = []) => (asked.includes(":all:") ? known : asked);
  return {
    extras: all(extras, lock?.extras),
    ...(groups.length === 0 ? {} : { groups: all(groups, lock?.groups) }),
  };
}

function toWanted(
  locked: LockedPackage,
  {
    names,
    environment,
    lines,
  }: {
    readonly names: ReadonlySet<string>;
    readonly environment: MarkerEnvironment;
    readonly lines: readonly InputRequirement[];
  },
): readonly Wanted[] {
  const { name, version: text, source } = locked;
  if (source !== "index" && source !== "url") return [];
  const requirement = parseRequirement(text === null ? name : `${name}==${text}`);
  if (!requirement.ok) return [];
  const version = text === null ? null : parseVersion(text);
  const places = lines.filter((line) => line.name === name).map(({ place }) => place);
  const needs = locked.needs.filter(({ name: needed, marker }) => names.has(needed) && isMeant(marker, environment));
  return [
    {
      name,
      requirement: requirement.value,
      text: requirement.value.canonical,
      version: version?.ok ? version.value : null,
      url: source === "url" ? (locked.files[0]?.url ?? null) : null,
      listed: locked.files.length > 0 ? projectIndexOf(locked) : null,
      places: places.length > 0 ? places : [locked.place],
      needs: [...new Set(needs.map((need) => need.name))].sort(),
    },
  ];
}

/** Both, where a project has files of either kind; a package that stands in both is judged as the lock has it. */
export function joinClosures(lock: Closure, solved: Closure): Closure {
  const names = new Set(lock.wanted.map(({ name }) => name));
  return {
    wanted: [...lock.wanted, ...solved.wanted.filter(({ name }) => !names.has(name))],
    report: {
      by: "solver",
      complete: lock.report.complete && solved.report.complete,
      text: `${lock.report.text} ${solved.report.text}`,
      ...(solved.report.decisions === undefined ? {} : { decisions: solved.report.decisions }),
    },
    conflicts: solved.conflicts,
    givenUp: solved.givenUp,
    undecided: solved.undecided,
  };
}
