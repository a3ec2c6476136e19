export interface ToolScrubOptions {
  /** `http://127.0.0.1:43210` becomes `http://index.example`. */
  readonly origin: string;
  /** Folders and what stands there instead, the longest first. */
  readonly folders: readonly (readonly [string, string])[];
}

/** Hosts, ports, paths and random names become the same ones each time; nothing else changes. */
export function scrubToolLog(text: string, { origin, folders }: ToolScrubOptions): string {
  const host = origin.replace("http://", "");
  let named = text.replaceAll(origin, "http://index.example").replaceAll(host, "index.example");
  for (const [folder, name] of folders) named = named.replaceAll(folder, name);
  return named
    .replaceAll("127.0.0.1", "index.example")
    .replaceAll(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g, "00000000-0000-0000-0000-000000000000")
    .replaceAll(/\block \d{12,}\b/g, "lock 140000000000000")
    .replaceAll(/\/(pip-[a-z-]+)-[a-z0-9_]{8}\b/g, "/$1-00000000")
    .replaceAll(/\/tmp[a-z0-9_]{8}\b/g, "/tmp00000000")
    .replaceAll(/_[0-9a-f]{32}\b/g, `_${"0".repeat(32)}`)
    .replaceAll(/\b(app|project)-[A-Za-z0-9_-]{8}(?=-py|\b)/g, "$1-00000000");
}
