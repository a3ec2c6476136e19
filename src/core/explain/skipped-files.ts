import type { EventOf } from "../log/event.ts";
import { groupBy } from "../log/facts/group-by.ts";
import { normalizeName } from "../pep/name.ts";
import type { DecisionStep } from "./decision-tree.ts";
import { allows, newestFirst } from "./label.ts";
import { skipReason } from "./skipped.ts";

type Skipped = EventOf<"skipped-link">;

/** Files of indexes that cannot be used, until their project is decided. */
export interface SkippedFiles {
  readonly add: (event: Skipped) => void;
  /** What is asked of the project. */
  want(name: string, requirement: string): void;
  /**
   * Newer versions that were asked for and that no file makes usable, once.
   *
   * @param taken the version that was decided; null for none
   * @param refused versions of which another file was usable: pip had a better reason
   */
  tell(name: string, taken: string | null, refused: ReadonlySet<string>): readonly Omit<DecisionStep, "level">[];
}

/** Versions told of one project, and lines of each: an index can have thousands of files for other platforms. */
const VERSIONS_TOLD = 10;
const LINES_TOLD = 20;

export function makeSkippedFiles(): SkippedFiles {
  const skipped = new Map<string, Skipped[]>();
  const wanted = new Map<string, string[]>();
  return {
    add(event) {
      if (event.name === null) return;
      const name = normalizeName(event.name);
      const known = skipped.get(name);
      if (known === undefined) skipped.set(name, [event]);
      else known.push(event);
    },
    want(name, requirement) {
      const known = wanted.get(name);
      if (known === undefined) wanted.set(name, [requirement]);
      else if (known.length < VERSIONS_TOLD) known.push(requirement);
    },
    tell(name, taken, refused) {
      const versions = groupBy(skipped.get(name) ?? [], ({ version }) => version ?? "");
      skipped.delete(name);
      const isAsked = (version: string): boolean =>
        (wanted.get(name) ?? []).every((each) => allows(each, version, { prereleases: false }));
      return [...versions]
        .filter(([version]) => version !== "" && !refused.has(version) && isAsked(version))
        .filter(([version]) => taken === null || newestFirst(version, taken) < 0)
        .sort(([a], [b]) => newestFirst(a, b))
        .slice(0, VERSIONS_TOLD)
        .map(([version, events]) => toStep(name, version, events));
    },
  };
}

function toStep(name: string, version: string, events: readonly Skipped[]): Omit<DecisionStep, "level"> {
  const reasons = [...new Set(events.map((event) => skipReason(event).text))];
  // The same file can be told twice, with and without the version of this Python.
  const distinct = reasons.filter((reason) => !reasons.some((other) => other !== reason && other.startsWith(reason)));
  const more = distinct.length > 3 ? `; and ${distinct.length - 3} more reasons` : "";
  return {
    kind: "try",
    package: name,
    text: version,
    reason: `${distinct.slice(0, 3).join("; ")}${more}`,
    by: [],
    lines: events.slice(0, LINES_TOLD).map(({ span }) => span.lines[0]),
  };
}
