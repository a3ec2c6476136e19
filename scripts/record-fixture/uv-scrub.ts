/** What a log of uv says of the machine that it was made on. */
export interface UvScrubOptions {
  /** `http://127.0.0.1:43210`: each becomes `http://index.example`. */
  readonly origins: readonly string[];
  /** Folders and what stands there instead, the longest first. */
  readonly folders: readonly (readonly [string, string])[];
}

/** Hosts, ports, paths and random names become the same ones each time; nothing else changes. */
export function scrubUvLog(text: string, { origins, folders }: UvScrubOptions): string {
  let named = text;
  for (const origin of origins) {
    named = named
      .replaceAll(origin, "http://index.example")
      .replaceAll(origin.replace("http://", ""), "index.example")
      // Parts of an address that uv prints on their own.
      .replaceAll(`port: Some(${origin.slice(origin.lastIndexOf(":") + 1)})`, "port: None");
  }
  for (const [folder, name] of folders) named = named.replaceAll(folder, name);
  return named
    .replaceAll("Ipv4(127.0.0.1)", 'Domain("index.example")')
    .replaceAll(/\/\.tmp[A-Za-z0-9]{6}\b/g, "/.tmp000000")
    .replaceAll(/\b((?:builds|archive)-v\d+)\/[A-Za-z0-9_-]{16,}/g, "$1/0000000000000000")
    .replaceAll(/\b((?:simple|wheels|sdists)-v\d+\/(?:index|path))\/[0-9a-f]{16,}/g, "$1/0000000000000000")
    .replaceAll(/\/[A-Za-z0-9_-]{16}\/src\b/g, "/0000000000000000/src")
    .replaceAll(/\/tmp[a-z0-9_]{8}\b/g, "/tmp00000000")
    .replaceAll(/ +$/gm, "");
}
