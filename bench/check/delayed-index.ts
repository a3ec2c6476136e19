import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { listen } from "../../test/rig/simple-index/listen.ts";

export interface DelayedIndex {
  readonly url: string;
  readonly names: readonly string[];
  /** Requests since `forget`, by path, and their answers by status. */
  readonly asked: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<number, number>;
  /** Most connections that were open at a time. */
  readonly connections: () => number;
  forget(): void;
  /** `Cache-Control` from now on. */
  say(cacheControl: string): void;
  close(): Promise<void>;
}

export interface DelayedIndexOptions {
  readonly names: number;
  readonly files: number;
  /** Milliseconds before each answer. */
  readonly delay: number;
}

/** A page and its ETag, or METADATA. */
interface Answer {
  readonly type: string;
  readonly body: Buffer;
  readonly etag: string;
}

/**
 * An index of many projects at some distance. Its wheels are only listed, with METADATA beside them: whoever asks for one
 * is given nothing.
 */
export async function startDelayedIndex({ names: count, files, delay }: DelayedIndexOptions): Promise<DelayedIndex> {
  const names = Array.from({ length: count }, (_, number) => `project-${number}`);
  const answers = new Map<string, Answer>();
  for (const name of names) {
    const metadata = `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`;
    for (const version of versionsOf(files))
      for (const file of filesOf(name, version))
        answers.set(`/files/${file}.metadata`, toAnswer("application/octet-stream", metadata.replace("1.0", version)));
    answers.set(`/simple/${name}/`, toAnswer(JSON_TYPE, pageOf(name, files, metadata)));
  }
  const asked = new Map<string, number>();
  const statuses = new Map<number, number>();
  let cacheControl = "max-age=600";
  let [open, most] = [0, 0];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.set(path, (asked.get(path) ?? 0) + 1);
    setTimeout(() => {
      const found = answers.get(path);
      const status = found === undefined ? 404 : request.headers["if-none-match"] === found.etag ? 304 : 200;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const headers = {
        "Content-Type": found?.type ?? "text/plain",
        ETag: found?.etag ?? "",
        "Cache-Control": cacheControl,
      };
      const body = status === 200 ? found?.body : undefined;
      response.writeHead(status, { ...headers, ...(status === 200 ? { "Content-Length": body?.length ?? 0 } : {}) });
      response.end(body);
    }, delay);
  });
  server.on("connection", (socket) => {
    open += 1;
    most = Math.max(most, open);
    socket.once("close", () => {
      open -= 1;
    });
  });
  const { origin, close } = await listen(server);
  return {
    url: `${origin}/simple/`,
    names,
    asked,
    statuses,
    connections: () => most,
    forget: () => {
      asked.clear();
      statuses.clear();
      most = open;
    },
    say: (value) => {
      cacheControl = value;
    },
    close,
  };
}

const JSON_TYPE = "application/vnd.pypi.simple.v1+json";

/** One pure wheel and one for each of three Pythons and two processors. */
const TAGS = [
  "py3-none-any",
  ...["cp310", "cp311", "cp312"].flatMap((python) =>
    ["x86_64", "aarch64"].map((arch) => `${python}-${python}-manylinux_2_17_${arch}.manylinux2014_${arch}`),
  ),
];

function versionsOf(files: number): readonly string[] {
  return Array.from({ length: Math.ceil(files / TAGS.length) }, (_, number) => `1.${number}`);
}

function filesOf(name: string, version: string): readonly string[] {
  return TAGS.map((tags) => `${name.replaceAll("-", "_")}-${version}-${tags}.whl`);
}

function pageOf(name: string, count: number, metadata: string): string {
  const versions = versionsOf(count);
  const files = versions.flatMap((version) =>
    filesOf(name, version).map((filename) => ({
      filename,
      url: `../../files/${filename}`,
      hashes: { sha256: digest(filename) },
      "requires-python": ">=3.9",
      size: 123_456,
      "upload-time": "2025-03-19T00:43:09.000000Z",
      "core-metadata": { sha256: digest(metadata.replace("1.0", version)) },
      yanked: false,
    })),
  );
  return JSON.stringify({ meta: { "api-version": "1.1" }, name, versions, files: files.slice(0, count) });
}

function toAnswer(type: string, text: string): Answer {
  return { type, body: Buffer.from(text), etag: `"${digest(text).slice(0, 16)}"` };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
