import { htmlCode, htmlText } from "../escape.ts";

/** A cell: text is escaped here, code stands in `<code>`, numbers go to the right. */
export type Cell =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "number"; readonly text: string }
  /** A verdict: a mark in the colour of its class before the text. */
  | { readonly kind: "marked"; readonly text: string; readonly mark: string; readonly standing: string };

export const textCell = (text: string): Cell => ({ kind: "text", text });
export const codeCell = (text: string): Cell => ({ kind: "code", text });
export const numberCell = (text: string): Cell => ({ kind: "number", text });

/** A table; a column is aligned as the cells of the first row are. */
export function htmlTable(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const kinds = rows[0]?.map(({ kind }) => kind) ?? [];
  const head = columns.map((column, index) => `<th${classOf(kinds[index])} scope="col">${htmlText(column)}</th>`);
  const body = rows.map((cells) => `<tr>${cells.map(htmlCell).join("")}</tr>`);
  return `<div class="scroll"><table><thead><tr>${head.join("")}</tr></thead><tbody>\n${body.join("\n")}\n</tbody></table></div>`;
}

export function section(title: string, body: string): string {
  return `<section>\n<h2>${title}</h2>\n${body}\n</section>`;
}

function htmlCell(cell: Cell): string {
  if (cell.kind === "marked")
    return `<td><span class="mark is-${cell.standing}">${htmlText(cell.mark)}</span> ${htmlText(cell.text)}</td>`;
  const content = cell.kind === "code" && cell.text !== "" ? htmlCode(cell.text) : htmlText(cell.text);
  return `<td${classOf(cell.kind)}>${content}</td>`;
}

function classOf(kind: Cell["kind"] | undefined): string {
  return kind === "number" ? ' class="number"' : "";
}
