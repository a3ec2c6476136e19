/** What the cache client printed: the only place where it says why something did not work. */
export interface ClientOutput {
  /** One line, without its end. */
  add(line: string): void;
  /** Whether a line matches. */
  has(pattern: RegExp): boolean;
  /** The text of its last warning, error or failure notice, secrets blanked, at most 300 characters; null without one. */
  complaint(): string | null;
  /** Size of the archive, as far as the client has said; 0 before that. */
  readonly announcedBytes: number;
}

const MAX_LINES = 2000;

/** Collects the lines; hands each on to `debug`, freed of workflow commands and of the secrets that the client masks. */
export function collectOutput(debug: (text: string) => void): ClientOutput {
  const lines: string[] = [];
  const secrets = new Set<string>();
  let complaint: string | null = null;
  let announcedBytes = 0;
  return {
    add(line) {
      const { command, text } = parseLine(line);
      if (command === "add-mask") {
        if (text !== "") secrets.add(text);
        return;
      }
      const clean = [...secrets].reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
      if (command === "warning" || command === "error" || clean.startsWith("Failed to save:")) complaint = clean;
      const [, total] = /^Received \d+ of (\d+) /.exec(clean) ?? [];
      if (total !== undefined) announcedBytes = Number(total);
      if (lines.length < MAX_LINES) lines.push(clean);
      debug(clean);
    },
    has: (pattern) => lines.some((line) => pattern.test(line)),
    complaint: () => complaint?.replace(/\s+/g, " ").slice(0, 300) ?? null,
    get announcedBytes() {
      return announcedBytes;
    },
  };
}

/** `::warning::text` → `warning` and `text`, with the escapes of the toolkit's `escapeData` undone. */
function parseLine(line: string): { readonly command: string | null; readonly text: string } {
  const [, command, data] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/s.exec(line) ?? [];
  if (command === undefined || data === undefined) return { command: null, text: line };
  const text = data.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
  return { command, text };
}
