import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../../src/core/log/event.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { logCases } from "./cases.ts";

const LOGS = logCases()
  .filter(({ meta, input }) => meta.form === "console" && input.length < 6_000 && !input.includes("\r"))
  .map(({ input }) => input.toString("utf8").split("\n"));

/** Without places: only the order in its own output counts. */
function bodiesOf(events: readonly LogEvent[]): readonly unknown[] {
  return events.map(({ span: _, at: __, stream: ___, ...body }) =>
    "output" in body ? { ...body, output: null } : body,
  );
}

/** Deals the lines of all logs out in the order of the picks, each behind what its program writes in front. */
function interleave(logs: readonly (readonly string[])[], picks: readonly number[], prefix: (log: number) => string) {
  const next = logs.map(() => 0);
  const lines: string[] = [];
  const take = (log: number): void => {
    const line = logs[log]?.[next[log] ?? 0];
    if (line !== undefined) lines.push(`${prefix(log)}${line}`);
    next[log] = (next[log] ?? 0) + 1;
  };
  for (const pick of picks) take(pick % logs.length);
  for (const [log, all] of logs.entries()) while ((next[log] ?? 0) < all.length) take(log);
  return Buffer.from(`${lines.join("\n")}\n`);
}

describe("outputs that interleave", () => {
  const envelopes = [
    {
      name: "steps of BuildKit",
      prefix: (log: number) => `#${log + 7} 12.3${log} `,
      key: (log: number) => `#${log + 7}`,
    },
    {
      name: "services of compose",
      prefix: (log: number) => `web-${log}  | `,
      key: (log: number) => `web-${log}`,
    },
    {
      name: "steps of BuildKit in a job of GitHub",
      prefix: (log: number) => `build\tdocker\t2026-01-02T03:04:05.1234567Z #${log + 7} 0.5 `,
      key: (log: number) => `build #${log + 7}`,
    },
  ];

  it.each(envelopes)("F8: are read apart: $name", ({ prefix, key }) => {
    const some = fc.array(fc.constantFrom(...LOGS), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(some, fc.array(fc.nat(), { maxLength: 200 }), (logs, picks) => {
        const { events } = parseLog(interleave(logs, picks, prefix));
        for (const [log, lines] of logs.entries()) {
          const own = events.filter(({ stream }) => stream === key(log));
          expect(bodiesOf(own)).toEqual(bodiesOf(parseLog(Buffer.from(`${lines.join("\n")}\n`)).events));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("F8: stdout and stderr of pip may come in either order", () => {
    const head = "ERROR: Cannot install a==1.0 and b because these package versions have conflicting dependencies.";
    const causes = ["The conflict is caused by:", "    The user requested a==1.0", "    b 2.0 depends on a<1", ""];
    const bodies = (lines: readonly string[]) => bodiesOf(parseLog(Buffer.from(`${lines.join("\n")}\n`)).events);
    expect(bodies([...causes, head])).toEqual(bodies([head, ...causes]).toReversed());
  });
});
