import type { LogReport } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { decisionLines } from "../decision-tree.ts";
import { terminalText } from "../escape.ts";
import { ENDED, logFacts, toolWords } from "../logs.ts";
import { countOf, sizeOf } from "../words.ts";
import { type Line, labelled, type Style } from "./line.ts";
import type { TextOptions } from "./problem.ts";
import { packageLines } from "./target.ts";

const STYLES: Readonly<Record<LogReport["ended"], Style>> = { well: "ok", badly: "error", unknown: "warning" };

/** One log: what wrote it, how it ended, what it adds up to. */
export function logLines(log: LogReport, options: TextOptions): Line[] {
  const { width, verbosity } = options;
  const isKnown = log.format !== "unknown";
  const read = `${countOf(log.lines, "line")}, ${sizeOf(log.bytes)}; ${log.unmatchedLines} not known`;
  return [
    [
      ["strong", terminalText(clip(log.file, 200))],
      ["dim", `  ${terminalText(clip(toolWords(log), 100))}`],
      ...(isKnown
        ? ([
            ["plain", "  "],
            [STYLES[log.ended], ENDED[log.ended]],
          ] as const)
        : []),
    ],
    ...logFacts(log).flatMap(({ label, text }) => labelled(label, text, width)),
    ...(verbosity > 0 ? [...labelled("read", read, width), ...packageLines(log.packages)] : []),
    ...(verbosity > 0 && log.tree !== null ? [[], ...decisionLines(log.tree, options)] : []),
  ];
}
