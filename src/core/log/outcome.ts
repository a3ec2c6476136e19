import type { LogEvent, LogParse } from "./event.ts";

/** How a run ended, as far as its log tells. */
export type RunEnd = "well" | "badly" | "unknown";

/** What a tool says when it has done what it was asked for. `saved` comes before the end of `pip download`. */
const GOOD: ReadonlySet<string> = new Set(["success", "uv-phase", "uv-change", "already-satisfied", "legacy-built"]);

const BAD: ReadonlySet<string> = new Set([
  "build-failed",
  "docker-failed",
  "conflict",
  "conflict-causes",
  "error",
  "error-box",
  "hash-mismatch",
  "hash-missing",
  "legacy-failed",
  "no-candidate",
  "no-matching-distribution",
  "requires-python",
  "tool-failed",
  "uv-error",
  "uv-no-solution",
]);

/**
 * The last word of each output counts: a run that recovers from an error has ended well, and one of several interleaved
 * outputs that ends badly spoils the whole.
 */
export function endOf({ events }: Pick<LogParse, "events">): RunEnd {
  const last = new Map<string, RunEnd>();
  for (const event of events) {
    const word = wordOf(event);
    if (word !== null) last.set(event.stream ?? "", word);
  }
  const words = [...last.values()];
  if (words.includes("badly")) return "badly";
  return words.includes("well") ? "well" : "unknown";
}

function wordOf(event: LogEvent): RunEnd | null {
  if (event.kind === "docker-step-end") return event.outcome === "failed" ? "badly" : "well";
  if (BAD.has(event.kind)) return "badly";
  return GOOD.has(event.kind) ? "well" : null;
}
