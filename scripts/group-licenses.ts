/** Where the entry of a package begins: its name on one line, its licence's identifier on the next. */
const ENTRY = /\n(?=(?:@[\w.-]+\/)?[\w.-]+\n(?:[A-Z0-9][\w.+-]*|\([\w.+ ()-]+\))\n)/;

/**
 * The licences of the bundled packages, as ncc writes them, with each text once: packages of one author mostly have the
 * same. Nothing is lost: every name and every text stays.
 */
export function groupLicenses(text: string): string {
  const groups = new Map<string, string[]>();
  for (const entry of text.split(ENTRY)) {
    const end = entry.indexOf("\n");
    const [name, rest] = end === -1 ? [entry, ""] : [entry.slice(0, end), entry.slice(end).trimEnd()];
    const names = groups.get(rest) ?? [];
    names.push(name);
    groups.set(rest, names);
  }
  return [...groups].map(([rest, names]) => `${names.join(", ")}${rest}\n`).join("\n");
}
