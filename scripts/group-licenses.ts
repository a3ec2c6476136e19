/** Where the entry of a package begins: its name on one line, its licence's identifier on the next. */
const ENTRY = /\n(?=(?:@[\w.-]+\/)?[\w.-]+\n(?:[A-Z0-9][\w.+-]*|\([\w.+ ()-]+\))\n)/;

/** Where the words begin that every copy of a licence has; title and owners stand before. */
const BODY =
  /^[ \t]*(?:Permission is hereby granted|Permission to use, copy|Redistribution and use in|Apache License\n)/m;

interface Group {
  /** The licence's words, as its first package has them. */
  readonly body: string;
  /** What stands before them, title and owners → the packages that have it. */
  readonly heads: Map<string, string[]>;
}

/**
 * The licences of the bundled packages, as ncc writes them, with each text once: most packages have one of a few, with
 * other owners, quotes and line breaks. Nothing is lost: every name, every owner and every text stays.
 */
export function groupLicenses(text: string): string {
  const groups = new Map<string, Group>();
  for (const entry of text.split(ENTRY)) {
    const end = entry.indexOf("\n");
    const [name, rest] = end === -1 ? [entry, ""] : [entry.slice(0, end), entry.slice(end + 1)];
    const start = BODY.exec(rest)?.index ?? 0;
    const body = rest.slice(start).trimEnd();
    const group = sameWords(groups, body);
    const head = indented(rest.slice(0, start));
    group.heads.set(head, [...(group.heads.get(head) ?? []), name]);
  }
  return [...groups.values()].map(shown).join("\n");
}

function sameWords(groups: Map<string, Group>, body: string): Group {
  const key = body.replace(/[^A-Za-z0-9]+/g, " ").trim();
  const group = groups.get(key) ?? { body, heads: new Map() };
  groups.set(key, group);
  return group;
}

function indented(head: string): string {
  const lines = head.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => `  ${line.trim()}\n`).join("");
}

function shown({ body, heads }: Group): string {
  const named = [...heads].map(([head, names]) => `${names.join(", ")}\n${head}`).join("");
  return body === "" ? named : `${named}\n${body}\n`;
}
