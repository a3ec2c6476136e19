import { normalizeName } from "../../pep/name.ts";
import type { EventOf, LogEvent, LogParse } from "../event.ts";
import type { BuildFailure } from "./facts.ts";

type Failed = EventOf<"build-failed">;

/**
 * One failure for each package. pip says it up to four times: a box or log lines with the output, `Failed building wheel
 * for x`, `Failed to build x`, and a last box. The summary is written without indentation, where no build can write:
 * when there is one, only the packages that it names have failed.
 */
export function reduceFailures(log: LogParse): readonly BuildFailure[] {
  const rescued = installedWithoutWheel(log.events);
  const all = log.events.filter((event): event is Failed => event.kind === "build-failed");
  const events = all.map(withName).map(withRepository(log.events)).flatMap(without(rescued));
  const summaries = events.filter((event) => event.via === "summary");
  if (summaries.length === 0 && endedWell(log)) return [];
  const named = new Set(summaries.flatMap((event) => event.packages.map(normalizeName)));
  const believed = (name: string | null): boolean =>
    named.size === 0 || (name !== null && named.has(normalizeName(name)));
  const byPackage = new Map<string, BuildFailure>();
  for (const event of [...events].sort(byDetail)) {
    const packages = event.packages.length === 0 ? [null] : event.packages;
    for (const name of packages.filter((entry) => entry === null || believed(entry))) {
      const normalized = name === null ? null : normalizeName(name);
      const key = normalized ?? "";
      // A summary without names ("one or more wheels") is no failure of its own when others have names.
      if (normalized === null && byPackage.size > 0) continue;
      if (!byPackage.has(key)) byPackage.set(key, toFailure(event, normalized));
    }
  }
  return [...byPackage.values()].sort((a, b) => a.span.bytes[0] - b.span.bytes[0]);
}

/**
 * Packages that `setup.py install` put in after their wheel could not be built (pip ≤ 23.0): then nothing has failed.
 * Only what comes after: an earlier candidate may have been installed, and this one not.
 */
function installedWithoutWheel(events: readonly LogEvent[]): ReadonlySet<string> {
  const done = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== "step" || event.status !== "done" || event.package === null) continue;
    if (event.step.startsWith("Running setup.py install for ")) {
      done.set(normalizeName(event.package), event.span.bytes[0]);
    }
  }
  for (const event of events) {
    if (event.kind !== "build-failed") continue;
    for (const name of event.packages.map(normalizeName)) {
      if (event.span.bytes[0] > (done.get(name) ?? 0)) done.delete(name);
    }
  }
  return new Set(done.keys());
}

/** With `-q` pip ≤ 21.3 names the package of a block only in the line below it. */
function withName(event: Failed, index: number, events: readonly Failed[]): Failed {
  const next = events[index + 1];
  const isNameless = event.via === "block" && event.packages.length === 0;
  return isNameless && next?.via === "line" ? { ...event, packages: next.packages } : event;
}

/** git prints above the box, not in it: what stands between `Cloning …` and the box is its output. */
function withRepository(events: readonly LogEvent[]): (event: Failed) => Failed {
  return (event) => {
    if (event.output !== null || !/^(?:git|hg|bzr|svn) /.test(event.step ?? "")) return event;
    const isBefore = (other: LogEvent): boolean => other.span.bytes[1] <= event.span.bytes[0];
    const cloning = events.findLast(
      (other) => other.kind === "vcs" && other.stream === event.stream && isBefore(other),
    );
    const next = cloning && events.find((other) => other.span.bytes[0] >= cloning.span.bytes[1]);
    // The second box of pip ≤ 25.2 stands behind the first: what is between them is none.
    if (cloning === undefined || next !== event || event.span.lines[0] - cloning.span.lines[1] < 2) return event;
    const lines = [cloning.span.lines[1] + 1, event.span.lines[0] - 1] as const;
    return { ...event, output: { lines, bytes: [cloning.span.bytes[1], event.span.bytes[0]] } };
  };
}

/** The failure of the other packages; none is left when all of them are in after all. */
function without(rescued: ReadonlySet<string>): (event: Failed) => readonly Failed[] {
  return (event) => {
    const packages = event.packages.filter((name) => !rescued.has(normalizeName(name)));
    return packages.length === 0 && event.packages.length > 0 ? [] : [{ ...event, packages }];
  };
}

const DETAIL: Readonly<Record<Failed["via"], number>> = { box: 0, block: 0, log: 1, summary: 2, line: 3 };

/** Those that hold the output first, then by place in the log. */
function byDetail(a: Failed, b: Failed): number {
  const missing = Number(a.output === null) - Number(b.output === null);
  return missing || DETAIL[a.via] - DETAIL[b.via] || a.span.bytes[0] - b.span.bytes[0];
}

function toFailure(event: Failed, name: string | null): BuildFailure {
  const { step, exitCode, output, outputLines, stream, span } = event;
  return { package: name, step, exitCode, output, outputLines, ...(stream === undefined ? {} : { stream }), span };
}

/** What pip says beside the matter, also after the end. */
const ASIDES: ReadonlySet<string> = new Set([
  "advice",
  "broken-requirements",
  "deprecation",
  "network",
  "pip-notice",
  "step",
  "uninstall",
  "warning",
]);

/** Up to pip 21.3 a failed candidate could be replaced by an older one: then the run ends in success. */
function endedWell(log: LogParse): boolean {
  const last = log.events.findLast((event: LogEvent) => !ASIDES.has(event.kind));
  return log.complete && last?.kind === "success";
}
