/** A line of a text, with its distance from the margin. */
export interface Row {
  readonly indent: number;
  readonly text: string;
}

const SENTENCE = /^(?:And because |Because |\(\d+\) |hint: )/;

/**
 * Undoes the wrapping of miette: a line at the margin goes on with the line before, unless a sentence or a list begins.
 * Items of lists keep their indentation, empty lines stay.
 *
 * @param wrapped false for drawings that are not wrapped: then only empty lines at the end go
 */
export function joinWrapped(rows: readonly Row[], wrapped: boolean): readonly string[] {
  const lines: string[] = [];
  for (const { indent, text } of rows) {
    const before = lines.at(-1);
    const joins =
      wrapped && indent === 0 && text !== "" && before !== undefined && before !== "" && !endsBefore(before, text);
    if (joins) lines[lines.length - 1] = `${before} ${text}`;
    else lines.push(`${" ".repeat(indent)}${text}`);
  }
  while (lines.at(-1) === "") lines.pop();
  return lines;
}

function endsBefore(before: string, text: string): boolean {
  return SENTENCE.test(text) && /[.:]$/.test(before);
}
