import { clip } from "../budget.ts";
import { treeRows } from "../conflict-tree.ts";
import { terminalText } from "../escape.ts";
import type { Line } from "./line.ts";

/** A line of a tree with what stands below it. */
export interface Branch {
  readonly text: string;
  readonly below: readonly Branch[];
}

/** Branches as lines of `width` columns, two columns from the edge. */
export function branchLines(branches: readonly Branch[], width: number): readonly Line[] {
  return drawn(branches, "")
    .flatMap((line) => treeRows(clip(terminalText(line), 400), width - 2))
    .map((row): Line => [["plain", `  ${row}`]]);
}

function drawn(branches: readonly Branch[], indent: string): readonly string[] {
  return branches.flatMap(({ text, below }, index) => {
    const isLast = index === branches.length - 1;
    return [`${indent}${isLast ? "└─" : "├─"} ${text}`, ...drawn(below, `${indent}${isLast ? "   " : "│  "}`)];
  });
}
