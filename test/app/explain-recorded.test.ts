import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explainLog } from "../../src/app/explain/explain-log.ts";
import { parseLog } from "../../src/core/log/parser.ts";
import { wholeText } from "../../src/core/log/reader/log-text.ts";

const LOGS = join(import.meta.dirname, "../fixtures/logs");

interface Recorded {
  readonly name: string;
  /** Of the command whose log it is. */
  readonly exitCode: number;
  readonly input: Buffer;
}

/** Every recorded log of which it is known how its command ended. */
const RECORDED: readonly Recorded[] = readdirSync(LOGS).flatMap((tool) =>
  readdirSync(join(LOGS, tool)).flatMap((name) => {
    const path = (file: string) => join(LOGS, tool, name, file);
    if (!existsSync(path("meta.json")) || !existsSync(path("input.log"))) return [];
    const { exitCode } = JSON.parse(readFileSync(path("meta.json"), "utf8")) as { exitCode?: number };
    return exitCode === undefined
      ? []
      : [{ name: `${tool}/${name}`, exitCode, input: readFileSync(path("input.log")) }];
  }),
);

function explain({ name, exitCode, input }: Recorded) {
  const log = { file: "a.log", bytes: input.length, parse: parseLog(input), text: wholeText(input), cut: null };
  return { name, failed: exitCode !== 0, ...explainLog(log, [], undefined) };
}

describe("every recorded log", () => {
  const explained = RECORDED.map(explain);
  const namesOf = (wrong: (result: (typeof explained)[number]) => boolean) =>
    explained.filter(wrong).map(({ name }) => name);

  it("is of a run whose end is known", () => {
    expect(explained.length).toBeGreaterThan(500);
  });

  it("has an error in its report exactly when its command failed", () => {
    const wrong = namesOf(({ findings, failed }) => findings.some(({ severity }) => severity === "error") !== failed);
    expect(wrong).toEqual([]);
  });

  it("is said to have ended as it did, or not to tell", () => {
    expect(namesOf(({ report, failed }) => report.ended === (failed ? "well" : "badly"))).toEqual([]);
  });

  it("has the lines that its report names", () => {
    const wrong = namesOf(({ report, findings }) => {
      const numbers = [
        ...findings.flatMap(({ evidence }) => evidence.flatMap((each) => (each.kind === "log" ? each.lines : []))),
        ...report.runs.flatMap(({ lines }) => lines),
        ...report.steps.flatMap(({ lines }) => lines),
        ...(report.tree?.steps.flatMap(({ lines }) => lines) ?? []),
      ];
      return numbers.some((line) => line < 1 || line > report.lines);
    });
    expect(wrong).toEqual([]);
  });
});
