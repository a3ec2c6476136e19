/** A GFM table of cells that are escaped already. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = columns.map((column) => (column.endsWith("›") ? "--:" : "---"));
  const heads = columns.map((column) => column.replace(/ ?›$/, ""));
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A collapsed part. `summary` is HTML that is escaped already, `body` Markdown. */
export function details(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

export interface LongTable {
  readonly columns: readonly string[];
  readonly count: number;
  /** Renders rows `from` to `to` (exclusive); only what is shown is rendered. */
  readonly rows: (from: number, to: number) => string[][];
  /** What a row is, e.g. `problem`. */
  readonly noun: string;
  /** Rows that are seen without a click. */
  readonly visible: number;
  /** Rows at all; of the others only the number is told. */
  readonly limit: number;
}

/** The first rows open, the next ones collapsed, the number of the rest in words. */
export function longTable(long: LongTable): string {
  const shown = Math.min(long.count, long.limit);
  const open = Math.min(shown, long.visible);
  const parts = open > 0 ? [table(long.columns, long.rows(0, open))] : [];
  if (shown > open) parts.push(details(`${shown - open} more`, table(long.columns, long.rows(open, shown))));
  if (long.count > shown) parts.push(restOf(long.count - shown, long.noun));
  return parts.join("\n\n");
}

function restOf(count: number, noun: string): string {
  return `… and ${count} more ${noun}${count === 1 ? "" : "s"}, listed in full in the report.json of this run.`;
}
