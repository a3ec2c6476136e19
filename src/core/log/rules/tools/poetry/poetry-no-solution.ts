import { readPoetryDerivation } from "../../../poetry/derivation.ts";
import type { Block, LogRule } from "../../../rule.ts";

/** A solution of hundreds of packages fails in a hundredth of it. */
const CHARACTERS_KEPT = 1024 * 1024;

/**
 * Poetry's derivation (poetry/mixology/failure.py): a sentence a line, some going on with " and …" on the next. It ends with
 * "version solving failed."; without these words the lines were somebody else's.
 */
export const poetryNoSolution: LogRule = {
  name: "poetry-no-solution",
  examples: [
    "Because no versions of needs-old match !=1.0",
    " and needs-old (1.0) depends on shared-lib (<2), every version of needs-old requires shared-lib (<2).",
    "So, because app depends on both needs-old (*) and needs-new (1.0), version solving failed.",
    "Because app depends on no-such-project (>=1) which doesn't match any versions, version solving failed.",
  ],
  labels: [null],
  starts: ["Because ", "The current project's supported Python range ", "SolverProblemError"],
  level: "any",
  read: (line) => readSentences(line.text),
};

function readSentences(first: string): Block | "known" {
  if (first === "SolverProblemError") return "known";
  const lines = [first];
  let failed = isLast(first);
  let kept = first.length;
  return {
    take(line) {
      if (failed) return false;
      if (line.text === "") return true;
      const goesOn = /^(?:And |and |So, |Because |Thus, |\(\d+\) |- |\S+ is forbidden)/.test(line.text);
      if (!goesOn || kept >= CHARACTERS_KEPT) return false;
      kept += line.text.length + 1;
      lines.push(line.text);
      failed = isLast(line.text);
      return true;
    },
    close() {
      if (!failed) return null;
      const text = joinSentences(lines);
      return { kind: "tool-no-solution", tool: "poetry", text, because: readPoetryDerivation(text) };
    },
  };
}

function isLast(text: string): boolean {
  return text.endsWith("version solving failed.");
}

/** A line that begins with "and" goes on with the sentence before. */
function joinSentences(lines: readonly string[]): string {
  return lines.reduce((text, line) => (line.startsWith("and ") ? `${text} ${line}` : `${text}\n${line}`));
}
