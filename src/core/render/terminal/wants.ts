import type { Conflict } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { terminalText } from "../escape.ts";
import { placeText } from "../places.ts";
import { wantsOf } from "../wants.ts";
import { type Line, wrap } from "./line.ts";

const WIDEST = 34;
/** Columns that are left for what stands beside. */
const BESIDE = 34;

/** Who wants what in two columns: the requirement, and beside it who says so, where, and what it allows. */
export function wantsLines(conflict: Conflict, width: number): Line[] {
  const rows = wantsOf(conflict).map((want) => ({ ...want, wants: terminalText(clip(want.wants, 200)) }));
  const column = Math.min(WIDEST, width - BESIDE, Math.max(0, ...rows.map(({ wants }) => [...wants].length)));
  return rows.flatMap(({ wants, by, place, allows }) => {
    const said = [by, ...(place === null ? [] : [`${placeText(place)}:${place.column}`])].join(", ");
    const text = `${clip(said, 200)}${allows === "" ? "" : `; allows ${allows}`}`;
    const beside = wrap(text, Math.max(20, width - column - 6)).map((row) => ["plain", `  ${row}`] as const);
    // Too long a requirement has a line of its own.
    const isLong = [...wants].length > column;
    const blank = " ".repeat(column);
    const first: Line = isLong
      ? [["strong", `    ${wants}`]]
      : [["strong", `    ${wants.padEnd(column)}`], ...beside.slice(0, 1)];
    const rest = isLong ? beside : beside.slice(1);
    return [first, ...rest.map((row): Line => [["plain", `    ${blank}`], row])];
  });
}
