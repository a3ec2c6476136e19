import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Suite } from "./bench.ts";
import { compileChildren } from "./log/compile.ts";
import { measureHostile } from "./log/hostile.ts";
import { measureTap } from "./log/tap.ts";
import { measureThroughput } from "./log/throughput.ts";

/** What each part is given. */
export interface LogBench {
  /** For files; removed at the end. */
  readonly folder: string;
  /** The compiled child of that name. */
  child(name: string): string;
  /** Prints a result beside its limit. */
  check(text: string, isHeld: boolean): void;
}

export const log: Suite = {
  id: "log",
  question: "How fast is a log read, in how much memory, and what does a hostile one cost?",
  async run() {
    const folder = mkdtempSync(join(tmpdir(), "wheelhouse-bench-log-"));
    let held = true;
    const check = (text: string, isHeld: boolean): void => {
      held &&= isHeld;
      console.log(`  limit: ${text}: ${isHeld ? "held" : "BROKEN"}`);
    };
    try {
      const bench: LogBench = { folder, child: await compileChildren(folder), check };
      await measureThroughput(bench);
      measureHostile(bench);
      measureTap(bench);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return held;
  },
};
