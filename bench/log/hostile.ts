import type { LogBench } from "../log.ts";
import { HOSTILE } from "./hostile-logs.ts";
import { runNode } from "./run-node.ts";

const TRIES = 3;

/** B2: each log in a process of its own; the parser's time without the start of Node, the best of some tries. */
export function measureHostile({ child, check }: LogBench): void {
  console.log("\nlog, hostile lines: the parser alone, best of 3");
  for (const { name, lines, events, limit } of HOSTILE) {
    const times = Array.from({ length: TRIES }, () => {
      const [gotLines, gotEvents, milliseconds] = runNode([child("hostile-child"), name]).map(Number);
      if (gotLines !== lines || gotEvents !== events)
        throw new Error(`${name}: ${gotLines} lines and ${gotEvents} events, not ${lines} and ${events}`);
      return milliseconds ?? Number.NaN;
    });
    const best = Math.min(...times);
    if (limit === null) console.log(`  ${name}: ${best.toFixed(0)} ms`);
    else check(`${name}: ${best.toFixed(0)} ms, at most ${limit} ms`, best <= limit);
  }
}
