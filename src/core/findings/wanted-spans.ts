import type { LogParse, Span } from "../log/event.ts";
import { headSpan, OUTPUT_LIMIT } from "./build-output.ts";
import { failedStepOutput } from "./docker-output.ts";
import { logFacts } from "./log-facts.ts";

/** What all parts together may take of memory. */
const TOTAL_LIMIT = 64 * 1024 * 1024;
const SPANS_LIMIT = 1_000;

/**
 * The parts of a log that the checks will look into: what failed builds printed, and what stands before the first of them, as
 * `[from, to]` in bytes. Each is the end of its span, so long that all of them fit into memory.
 */
export function wantedSpans(parse: LogParse): readonly (readonly [from: number, to: number])[] {
  const { failures } = logFacts(parse);
  const step = failedStepOutput(parse);
  const outputs = [
    ...failures.flatMap(({ output }) => output ?? []).slice(0, SPANS_LIMIT),
    ...(step === null ? [] : [step.span]),
  ];
  const heads = failures.slice(0, 1).flatMap((failure) => {
    const head = headSpan(failure);
    return head === null ? [] : [head];
  });
  const share = Math.min(OUTPUT_LIMIT, Math.floor(TOTAL_LIMIT / Math.max(1, outputs.length)));
  return [...heads, ...outputs.map(({ bytes: [from, to] }: Span) => [Math.max(from, to - share), to] as const)];
}
