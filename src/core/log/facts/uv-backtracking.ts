import { normalizeName } from "../../pep/name.ts";
import type { EventOf, LogEvent } from "../event.ts";
import type { BacktrackFact, TriedVersion } from "./backtracking.ts";
import type { ChangeFact } from "./changes.ts";
import { groupBy } from "./group-by.ts";
import type { EventRun } from "./runs.ts";

type Pinned = EventOf<"pinned"> & { readonly candidate: { readonly name: string; readonly version: string } };

/** Projects of which uv selected more than one version (`-v`). uv tells what a version did not go with, not why. */
export function uvBacktracking({ events }: EventRun, installed: readonly ChangeFact[]): readonly BacktrackFact[] {
  const conflicts = events.filter((event) => event.kind === "conflict-recorded");
  return [...groupBy(events.filter(isPinned), ({ candidate }) => normalizeName(candidate.name))].flatMap(
    ([name, pins]) => {
      const versions = groupBy(pins, ({ candidate }) => candidate.version);
      if (versions.size < 2) return [];
      const own = conflicts.filter(({ candidate }) => normalizeName(candidate.name ?? "") === name);
      const taken = installed.findLast((change) => change.name === name)?.version ?? null;
      const tried = [...versions].map(([version, group]) => toTried(version, group, own));
      return [{ name, tried, taken, size: null, seconds: null }];
    },
  );
}

function isPinned(event: LogEvent): event is Pinned {
  return event.kind === "pinned" && event.candidate.name !== null && event.candidate.version !== null;
}

function toTried(
  version: string,
  pins: readonly Pinned[],
  conflicts: readonly EventOf<"conflict-recorded">[],
): TriedVersion {
  const first = pins[0];
  const own = conflicts.filter(({ candidate }) => candidate.version === version);
  const name = normalizeName(first?.candidate.name ?? "");
  const among = own.flatMap((event) => event.among.map(normalizeName)).filter((other) => other !== name);
  return {
    version,
    file: first?.file ?? "",
    because: own.length === 0 ? null : [...new Set(among)],
    lines: [...pins, ...own].map(({ span }) => span.lines[0]),
  };
}
