/** Where apt of this machine gets the suite from: mirrors are configuration of the machine, none is named here. */
export interface AptFile {
  readonly name: string;
  readonly text: string;
}

/** The parts of apt's configuration that offer `suite`, its updates and its security fixes. */
export function sourcesOf(suite: string, files: readonly AptFile[]): readonly AptFile[] {
  const suites = new Set([suite, `${suite}-updates`, `${suite}-security`]);
  return files.flatMap(({ name, text }) => {
    const kept = name.endsWith(".sources") ? stanzasOf(text, suites) : linesOf(text, suites);
    return kept === "" ? [] : [{ name, text: kept }];
  });
}

/** deb822: stanzas with a blank line between them. */
function stanzasOf(text: string, suites: ReadonlySet<string>): string {
  const stanzas = text.split(/\n\s*\n/).filter((stanza) => {
    const fields = new Map(stanza.split("\n").map((line) => [line.split(":")[0]?.toLowerCase(), line] as const));
    const words = (fields.get("suites") ?? "").split(/\s+/).slice(1);
    return words.length > 0 && words.every((word) => suites.has(word)) && !/^enabled:\s*no\b/im.test(stanza);
  });
  return stanzas.map((stanza) => `${stanza.trim()}\n`).join("\n");
}

/** `deb [options] URI SUITE COMPONENT…`. */
function linesOf(text: string, suites: ReadonlySet<string>): string {
  const lines = text.split("\n").filter((line) => {
    const [, suite] = /^deb\s+(?:\[[^\]]*\]\s+)?\S+\s+(\S+)\s/.exec(line) ?? [];
    return suite !== undefined && suites.has(suite);
  });
  return lines.map((line) => `${line}\n`).join("");
}
