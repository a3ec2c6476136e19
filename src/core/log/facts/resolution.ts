import { normalizeName } from "../../pep/name.ts";
import type { EventOf, LogEvent, LogParse } from "../event.ts";
import type { BuildFailure, ConflictFact, NoMatchFact } from "./facts.ts";

/** Head and causes are printed to two streams, so either can come first, and one can be missing. */
export function reduceConflict(log: LogParse): ConflictFact | null {
  const head = log.events.findLast((event): event is EventOf<"conflict"> => event.kind === "conflict");
  const causes = log.events.findLast((event): event is EventOf<"conflict-causes"> => event.kind === "conflict-causes");
  const span = causes?.span ?? head?.span;
  // pipenv writes the head of causes above a requirement that there is no file for.
  if (head === undefined && causes?.causes.length === 1 && saysNoMatch(log)) return null;
  return span === undefined ? null : { requirements: head?.requirements ?? [], causes: causes?.causes ?? [], span };
}

function saysNoMatch(log: LogParse): boolean {
  return log.events.some((event) => event.kind === "no-matching-distribution");
}

/**
 * What pip could not find, with what it says about the same lookup: versions that exist, and those it must ignore. Up to
 * pip 21.3 a package that could not be built is also "not found" in the end: that is a failed build, told as one.
 */
export function reduceNoMatches(log: LogParse, failures: readonly BuildFailure[]): readonly NoMatchFact[] {
  const found = new Map<string, NoMatchFact>();
  let ignored: EventOf<"ignored-versions">[] = [];
  for (const event of log.events) {
    if (event.kind === "ignored-versions") ignored.push(event);
    const fact = toNoMatch(event, ignored);
    if (fact === null) continue;
    ignored = [];
    const known = found.get(fact.requirement);
    found.set(fact.requirement, known === undefined ? fact : joinNoMatch(known, fact));
  }
  const failed = new Set(failures.map((failure) => failure.package));
  return [...found.values()].filter(({ name }) => name === null || !failed.has(normalizeName(name)));
}

function toNoMatch(event: LogEvent, ignored: readonly EventOf<"ignored-versions">[]): NoMatchFact | null {
  if (event.kind !== "no-candidate" && event.kind !== "no-matching-distribution") return null;
  const versionsOf = (reason: "requires-python" | "yanked") =>
    ignored.filter((entry) => entry.reason === reason).flatMap((entry) => entry.versions);
  return {
    requirement: event.requirement,
    name: event.name,
    from: event.from,
    versions: event.kind === "no-candidate" ? event.versions : null,
    otherPython: versionsOf("requires-python"),
    yanked: versionsOf("yanked").map((entry) => entry.version),
    span: event.span,
  };
}

/** "Could not find a version …" knows the versions, "No matching distribution …" follows it and knows nothing more. */
function joinNoMatch(first: NoMatchFact, second: NoMatchFact): NoMatchFact {
  return {
    ...first,
    from: first.from ?? second.from,
    versions: first.versions ?? second.versions,
    otherPython: [...first.otherPython, ...second.otherPython],
    yanked: [...first.yanked, ...second.yanked],
    span: {
      lines: [first.span.lines[0], Math.max(first.span.lines[1], second.span.lines[1])],
      bytes: [first.span.bytes[0], Math.max(first.span.bytes[1], second.span.bytes[1])],
    },
  };
}
