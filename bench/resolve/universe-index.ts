import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { listen } from "../../test/rig/simple-index/listen.ts";
import { type FrozenVersion, metadataText, readUniverse } from "./universe-file.ts";

export interface UniverseIndex {
  readonly url: string;
  readonly projects: number;
  readonly versions: number;
  /** Requests since `forget`. */
  readonly asked: () => { readonly pages: number; readonly metadata: number };
  /** Wheels that somebody wanted whole: there are none. */
  readonly downloads: readonly string[];
  forget(): void;
  close(): Promise<void>;
}

interface Answer {
  readonly type: string;
  readonly body: Buffer;
  readonly etag: string;
}

/** The frozen universe as an index on loopback, with METADATA beside each wheel. */
export async function startUniverseIndex(): Promise<UniverseIndex> {
  const { projects } = readUniverse();
  const answers = new Map<string, Answer>();
  for (const [name, versions] of Object.entries(projects)) {
    answers.set(`/simple/${name}/`, toAnswer("application/vnd.pypi.simple.v1+json", pageOf(name, versions)));
    for (const version of versions) {
      const metadata = toAnswer("application/octet-stream", metadataText(version));
      for (const wheel of version.wheels) answers.set(`/files/${wheel}.metadata`, metadata);
    }
  }
  const downloads: string[] = [];
  let [pages, metadata] = [0, 0];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    if (path.startsWith("/simple/")) pages += 1;
    else if (path.endsWith(".metadata")) metadata += 1;
    else downloads.push(path);
    const found = answers.get(path);
    if (found === undefined) return response.writeHead(404).end();
    const headers = { "Content-Type": found.type, ETag: found.etag, "Cache-Control": "max-age=3600" };
    if (request.headers["if-none-match"] === found.etag) return response.writeHead(304, headers).end();
    return response.writeHead(200, { ...headers, "Content-Length": found.body.length }).end(found.body);
  });
  const { origin, close } = await listen(server);
  return {
    url: `${origin}/simple/`,
    projects: Object.keys(projects).length,
    versions: Object.values(projects).flat().length,
    asked: () => ({ pages, metadata }),
    downloads,
    forget: () => {
      [pages, metadata] = [0, 0];
    },
    close,
  };
}

function pageOf(name: string, versions: readonly FrozenVersion[]): string {
  const files = versions.flatMap((version) => {
    const sha256 = digest(metadataText(version));
    return version.wheels.map((filename) => ({
      filename,
      url: `../../files/${encodeURIComponent(filename)}`,
      hashes: { sha256: digest(filename) },
      size: 1000,
      ...(version.requiresPython === null ? {} : { "requires-python": version.requiresPython }),
      "core-metadata": { sha256 },
      yanked: version.yanked === null ? false : version.yanked || true,
    }));
  });
  return JSON.stringify({
    meta: { "api-version": "1.1" },
    name,
    versions: versions.map(({ version }) => version),
    files,
  });
}

function toAnswer(type: string, text: string): Answer {
  return { type, body: Buffer.from(text), etag: `"${digest(text).slice(0, 16)}"` };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
