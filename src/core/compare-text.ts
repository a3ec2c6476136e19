/** By UTF-16 code unit: no locale has a say in the order of a report. */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}
