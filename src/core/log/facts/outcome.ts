import type { LogEvent, LogParse } from "../event.ts";
import type { DockerFacts } from "./docker.ts";
import { FAILING_WORDS } from "./failing-words.ts";

/** How a run ended, as far as its log tells. */
export type RunEnd = "well" | "badly" | "unknown";

/** What an installer says when it has done what it was asked for. `saved` comes before the end of `pip download`. */
const GOOD: ReadonlySet<string> = new Set([
  "already-satisfied",
  "available-versions",
  "compatible-tags",
  "compiled",
  "success",
  "tool-change",
  "tool-finished",
  "uninstall",
  "uv-change",
  "uv-phase",
  "uv-sync-report",
]);

const BAD: ReadonlySet<string> = new Set([
  ...FAILING_WORDS,
  "build-failed",
  "invalid-requirement",
  "no-candidate",
  "usage-error",
  "tool-no-solution",
]);

/**
 * How the installers of a log ended. The last word of each output counts: a run that recovers from an error has ended well,
 * and one of several interleaved outputs that ends badly spoils the whole.
 */
export function installersEnd({ events }: Pick<LogParse, "events">): RunEnd {
  return endBy(events, (event) => {
    if (event.kind === "broken-requirements" && event.via === "check")
      return event.problems.length > 0 ? "badly" : "well";
    if (event.kind === "json-document" && event.what === "inspect") return "well";
    if (BAD.has(event.kind) || isDeadEnd(event)) return "badly";
    return GOOD.has(event.kind) ? "well" : null;
  });
}

/** uv stops at an index that does not answer; pip goes on and says at the end what it did not find. */
function isDeadEnd(event: LogEvent): boolean {
  return event.kind === "network" && event.tool === "uv" && event.problem !== "retry";
}

/**
 * How the whole ended: what runs around an installer knows better than the installer. A step may go on after an error of
 * pip's (`pip install x || true`), and fail after pip has ended well.
 */
export function endOf(parse: Pick<LogParse, "events">, docker: DockerFacts | null): RunEnd {
  if (docker !== null) return endOfImage(docker);
  if (parse.events.some((event) => event.kind === "tool-failed")) return "badly";
  return installersEnd(parse);
}

/** BuildKit has no word for the end of a build that went well: all of its steps have one. */
function endOfImage({ failure, steps }: DockerFacts): RunEnd {
  if (failure !== null) return "badly";
  const isOver = steps.length > 0 && steps.every(({ status }) => status === "done" || status === "cached");
  return isOver ? "well" : "unknown";
}

function endBy(events: readonly LogEvent[], wordOf: (event: LogEvent) => RunEnd | null): RunEnd {
  const last = new Map<string, RunEnd>();
  for (const event of events) {
    const word = wordOf(event);
    if (word !== null) last.set(event.stream ?? "", word);
  }
  const words = [...last.values()];
  if (words.includes("badly")) return "badly";
  return words.includes("well") ? "well" : "unknown";
}
