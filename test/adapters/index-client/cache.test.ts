import { readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, type SimpleIndexOptions, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { type OpenClientOptions, openClient } from "./open-client.ts";

const projects = buildProjects();

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function start(options: Partial<SimpleIndexOptions> = {}): Promise<[SimpleIndex, string]> {
  const index = await startSimpleIndex({ projects, ...options });
  // Its folder outlives the sessions that are measured.
  const owner = await openClient([]);
  open.push(index, owner);
  return [index, join(owner.folder, "cache")];
}

/** One session: what the first index says of a project, and how often it was asked. */
async function visit(index: SimpleIndex, cacheFolder: string, options: OpenClientOptions & { url?: string } = {}) {
  const client = await openClient([options.url ?? index.url], { ...options, cacheFolder });
  index.forget();
  try {
    const [answer] = await client.session.project("purepkg");
    return { answer, statuses: index.requests.map(({ status }) => status) };
  } finally {
    await client.close();
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe("answers on disk", () => {
  it("are used without a request while the index said that they hold", async () => {
    const [index, cache] = await start();
    const first = await visit(index, cache);
    const second = await visit(index, cache);
    expect([first.statuses, second.statuses]).toEqual([[200], []]);
    expect(second.answer).toEqual(first.answer);
    expect(first.answer?.page?.files.length).toBeGreaterThan(0);
  });

  it("are asked for by ETag when they are stale, and hold again when nothing has changed", async () => {
    const [index, cache] = await start();
    const first = await visit(index, cache);
    const [file = ""] = await filesIn(cache);
    const old = new Date(Date.now() - 601_000);
    await utimes(file, old, old);
    const second = await visit(index, cache);
    expect([second.statuses, second.answer]).toEqual([[304], first.answer]);
    expect((await visit(index, cache)).statuses).toEqual([]);
  });

  it("are asked for each time when the index says so, and not kept when it forbids it or gives nothing to ask by", async () => {
    const [careful, careless] = [
      await start({ cacheControl: "no-cache, max-age=600" }),
      await start({ cacheControl: "no-store" }),
    ];
    expect((await visit(...careful)).statuses).toEqual([200]);
    expect((await visit(...careful)).statuses).toEqual([304]);
    const bare = await start({ format: "html-only" });
    for (const [index, cache] of [careless, bare]) {
      expect((await visit(index, cache)).statuses).toEqual([200]);
      expect(await filesIn(cache)).toEqual([]);
    }
  });

  it("are passed over when they are damaged", async () => {
    const [index, cache] = await start();
    const first = await visit(index, cache);
    const [file = ""] = await filesIn(cache);
    const bytes = await readFile(file);
    const swapped = Buffer.from(bytes.toString("latin1").replace("purepkg-1.1.0", "purepkg-6.6.6"), "latin1");
    for (const damaged of [bytes.subarray(0, -5), swapped, Buffer.alloc(0), Buffer.from("null\n{}")]) {
      await writeFile(file, damaged);
      const again = await visit(index, cache);
      expect([again.statuses, again.answer]).toEqual([[200], first.answer]);
    }
  });

  it("are no answer when the index is down", async () => {
    const [index, cache] = await start({ cacheControl: "max-age=0" });
    await visit(index, cache);
    await index.close();
    expect((await visit(index, cache)).answer).toMatchObject({ state: "unknown", page: null });
  });

  it("are for this user only, and the oldest go first when they take too much", async () => {
    const [index, cache] = await start();
    await visit(index, cache);
    const [file = ""] = await filesIn(cache);
    const { mode, size } = await stat(file);
    expect(mode & 0o777).toBe(0o600);
    const old = new Date(Date.now() - 60_000);
    await utimes(file, old, old);
    const client = await openClient([index.url], { cacheFolder: cache, cacheBytes: size + 100 });
    await client.session.project("needs-old");
    await client.close();
    const left = await filesIn(cache);
    expect([left.length, left.includes(file)]).toEqual([1, false]);
  });
});

describe("answers of a private index on disk", () => {
  const auth = { username: "build", password: "s3cret/p@ss word+42" };
  const userinfo = `${auth.username}:${encodeURIComponent(auth.password)}@`;

  it("D4: hold no credential, in no name and no text", async () => {
    const [index, cache] = await start({ auth });
    const url = `${index.url.replace("//", `//${userinfo}`)}?token=q9-Zk31xxLm`;
    expect((await visit(index, cache, { url })).answer?.state).toBe("found");
    expect((await visit(index, cache, { url })).statuses).toEqual([]);
    const files = await filesIn(cache);
    expect(files).toHaveLength(1);
    for (const file of files) {
      const text = `${file}\n${await readFile(file, "latin1")}`;
      for (const secret of [
        auth.password,
        encodeURIComponent(auth.password),
        "q9-Zk31xxLm",
        btoa(`build:${auth.password}`),
      ])
        expect(text).not.toContain(secret);
    }
  });

  it("D4: are not kept when the page itself repeats a credential", async () => {
    const [index, cache] = await start();
    const token = "k9Fh2LmQ81xTzp0V";
    const body = `<a href="/${token}/files/purepkg-1.0.tar.gz">`;
    const headers = { "cache-control": "max-age=600" };
    index.faults.set(`/${token}/simple/purepkg/`, { kind: "body", contentType: "text/html", body, headers });
    const { answer } = await visit(index, cache, { url: `${index.origin}/${token}/simple/` });
    expect(answer?.page?.files[0]?.url).toBe(`${index.origin}/****/files/purepkg-1.0.tar.gz`);
    expect(await filesIn(cache)).toEqual([]);
  });

  it("are not shown to whoever has no or other credentials", async () => {
    const [index, cache] = await start({ auth });
    const withUserinfo = (text: string) => index.url.replace("//", `//${text}`);
    expect((await visit(index, cache, { url: withUserinfo(userinfo) })).answer?.state).toBe("found");
    expect((await visit(index, cache)).answer?.state).toBe("auth");
    expect((await visit(index, cache, { url: withUserinfo("build:other-secret@") })).answer?.state).toBe("auth");
  });
});
