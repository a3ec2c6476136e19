import type { WhyNotAnswer, WhyNotTarget } from "../../explain/why/answer.ts";
import { oneChange } from "../../explain/why/changes.ts";
import { listOf } from "../words.ts";
import { branchLines } from "./branches.ts";
import type { Line } from "./line.ts";
import type { TextOptions } from "./problem.ts";
import { conflictBlock, headLine, leaf, noteLines, paintBlocks, plain, undecidedLines } from "./why.ts";

/** The answer for a terminal: for each target whether it can be had, with what it changes or what stands against it. */
export function renderWhyNot({ requirement, targets }: WhyNotAnswer, options: TextOptions): string {
  return paintBlocks(
    targets.map((target) => [headLine(target.target), ...targetLines(requirement, target, options)]),
    options,
  );
}

function targetLines(requirement: string, target: WhyNotTarget, options: TextOptions): readonly Line[] {
  switch (target.kind) {
    case "undecided":
      return undecidedLines(target, options);
    case "not-meant":
      return plain(`${requirement} asks for nothing here: ${target.marker} is false.`, options);
    case "taken":
      return [...plain(`That is what you get: ${target.version}.`, options), ...noteLines(target.notes, options)];
    case "absent": {
      const near = target.nearest.length === 0 ? "" : ` The nearest: ${listOf(target.nearest)}.`;
      return plain(`${target.text}${near}`, options);
    }
    case "possible": {
      const changes = target.changes.map((change) => leaf(oneChange(change)));
      const what = `${requirement} can be had, as ${target.version}.`;
      return [
        ...plain(changes.length === 0 ? `${what} Nothing else changes.` : `${what} Then this changes:`, options),
        ...branchLines(changes, options.width),
        ...noteLines(target.notes, options),
      ];
    }
    case "impossible":
      return [
        ...plain(`${requirement} cannot be had with your lines.`, options),
        ...target.conflicts.flatMap((conflict) => conflictBlock(conflict, options)),
      ];
  }
}
