import type { ConflictExplanation } from "../report/model.ts";
import { clip } from "./budget.ts";
import { terminalText } from "./escape.ts";
import { countOf } from "./words.ts";

/** The tree of a conflict as lines of `width` columns; of more than `limit` of its own lines only the number is told. */
export function conflictTreeLines(
  { tree }: ConflictExplanation,
  { limit = Number.POSITIVE_INFINITY, width = Number.POSITIVE_INFINITY } = {},
): readonly string[] {
  const shown = tree.slice(0, limit).flatMap((line) => treeRows(clip(terminalText(line), 400), width));
  const more = tree.length - Math.min(tree.length, limit);
  return more > 0 ? [...shown, `… and ${countOf(more, "more line")}`] : shown;
}

/** The numbered steps, one line each. */
export function conflictStepLines({ steps }: ConflictExplanation): readonly string[] {
  return steps.map(({ id, text, because }) => {
    const sentence = clip(terminalText(text), 400);
    return because.length === 0 ? `${id}. ${sentence}` : `${id}. so ${sentence} (${because.join(", ")})`;
  });
}

/** What is to be known of its lines; null when each of them was proven to be needed. */
export function minimalCaveat({ minimal, incomplete }: ConflictExplanation): string | null {
  if (incomplete !== undefined) return `Incomplete: ${incomplete}`;
  return minimal === true ? null : "It was not proven that each of these lines is needed for the conflict.";
}

/** A line of the tree in rows of `width` columns; words that do not fit stand below their own branch. */
export function treeRows(line: string, width: number): readonly string[] {
  const branch = /^[│ ]*[├└]─ /u.exec(line)?.[0] ?? "";
  const below = branch.replace("├─", "│ ").replace("└─", "  ");
  const rows: string[] = [];
  let row = branch;
  let isEmpty = true;
  for (const word of line.slice(branch.length).split(/(?<=\S)(?=\s+\S)/u)) {
    if (!isEmpty && [...row].length + [...word].length > width) {
      rows.push(row);
      row = `${below}  `;
      isEmpty = true;
    }
    row += isEmpty ? word.trimStart() : word;
    isEmpty = false;
  }
  return [...rows, row];
}
