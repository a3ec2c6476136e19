import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { ProjectFile } from "../../../src/core/index/project-index.ts";
import { tarGzOf, zipOf } from "../../rig/projects/archive.ts";
import { buildProjects, requireFile } from "../../rig/projects/build-projects.ts";
import { makeWheel, sha256Of, type TestFile } from "../../rig/projects/project.ts";
import { listen } from "../../rig/simple-index/listen.ts";
import { type SimpleIndexOptions, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { fileOf, type OpenClientOptions, openClient } from "./open-client.ts";

const projects = buildProjects();
const wheel = requireFile(projects, "purepkg-1.1.0-py3-none-any.whl");
/** Its content cannot be packed, so that it is longer than what is asked for at once. */
const heavy = makeWheel({ name: "heavy", version: "1.0", requires: ["purepkg"] }, "py3-none-any", {
  "heavy/data.bin": randomBytes(300_000),
});
const all = [...projects, { name: "heavy", files: [heavy] }];

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function start(options: Partial<SimpleIndexOptions> = {}, clientOptions: OpenClientOptions = {}) {
  const index = await startSimpleIndex({ projects: all, ...options });
  open.push(index);
  const client = await openClient([index.url], clientOptions);
  open.push(client);
  return { index, ...client };
}

describe("metadata of a wheel", () => {
  it("is the file beside it, asked for once, and the wheel is left alone", async () => {
    const { index, session } = await start();
    const file = await fileOf(session, "purepkg", wheel.filename);
    const [read] = await Promise.all([session.metadata(file), session.metadata(file)]);
    expect(read).toEqual({ from: "metadata-file", text: wheel.metadata, sdist: null, reason: null });
    expect([index.count("metadata"), index.count("file")]).toEqual([1, 0]);
  });

  it("comes out of its end by a range when the index has none beside it", async () => {
    const { index, session } = await start({ metadataFiles: false });
    const file = await fileOf(session, "heavy", heavy.filename);
    expect(await session.metadata(file)).toEqual({ from: "range", text: heavy.metadata, sdist: null, reason: null });
    expect(index.requests.filter(({ kind }) => kind === "file").map(({ status }) => status)).toEqual([206]);
    expect(session.tally().bytes).toBeLessThan(heavy.bytes.length / 2);
  });

  it("comes out of all of it when the server does not know ranges", async () => {
    const { index, session } = await start({ metadataFiles: false, ranges: false });
    const file = await fileOf(session, "heavy", heavy.filename);
    expect(await session.metadata(file)).toMatchObject({ from: "wheel", text: heavy.metadata });
    expect(index.count("file")).toBe(1);
  });

  it.each([
    ["is missing", { kind: "status", status: 404 }],
    ["is a wrong one", { kind: "body", contentType: "text/plain", body: "Metadata-Version: 2.1\nName: other\n" }],
  ] as const)("that %s comes out of the wheel instead", async (_, fault) => {
    const { session } = await start({ faults: { [`/files/${heavy.filename}.metadata`]: fault } });
    const file = await fileOf(session, "heavy", heavy.filename);
    expect(await session.metadata(file)).toMatchObject({ from: "range", text: heavy.metadata });
    expect(session.troubles()).toEqual([]);
  });

  it("is unknown when what comes is not what the page states", async () => {
    const { session } = await start({
      metadataFiles: false,
      ranges: false,
      faults: { "/simple/purepkg/": { kind: "hash-lie" } },
    });
    const file = await fileOf(session, "purepkg", wheel.filename);
    const read = await session.metadata(file);
    expect(read).toMatchObject({ from: null, text: null });
    expect(read.reason).toMatch(/^purepkg-1\.1\.0-py3-none-any\.whl from .* does not have the digest/);
  });

  it("is kept on disk, by the digest of the wheel and the address", async () => {
    const owner = await openClient([]);
    const { index, session, close } = await start({}, { cacheFolder: join(owner.folder, "cache") });
    open.push(owner);
    const read = await session.metadata(await fileOf(session, "purepkg", wheel.filename));
    await close();
    index.forget();
    const again = await openClient([index.url], { cacheFolder: join(owner.folder, "cache") });
    open.push(again);
    expect(await again.session.metadata(await fileOf(again.session, "purepkg", wheel.filename))).toEqual(read);
    expect(index.requests).toEqual([]);
  });
});

describe("a server that answers ranges in its own way", () => {
  const bytes = Buffer.from(heavy.bytes);
  const total = bytes.length;
  const sendRange = (response: ServerResponse, from: number, to: number): void => {
    response.writeHead(206, { "content-range": `bytes ${from}-${to - 1}/${total}` }).end(bytes.subarray(from, to));
  };
  const explicit = (request: IncomingMessage): [number, number] | null => {
    const match = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    return match === null ? null : [Number(match[1]), Number(match[2]) + 1];
  };

  async function metadataFrom(answer: (request: IncomingMessage, response: ServerResponse) => void, asked = heavy) {
    let requests = 0;
    const server = await listen(
      createServer((request, response) => {
        requests += 1;
        answer(request, response);
      }),
    );
    open.push(server);
    const client = await openClient([`${server.origin}/simple/`]);
    open.push(client);
    const unknown = { requiresPython: null, yanked: null, coreMetadata: null, uploadTime: null };
    const { filename, sha256 } = asked;
    const url = `${server.origin}/${filename}`;
    const file: ProjectFile = { filename, url, hashes: { sha256 }, bytes: null, ...unknown };
    const { from, text } = await client.session.metadata(file);
    return { from, isRight: text === asked.metadata, requests, bytes: client.session.tally().bytes };
  }

  it("by sending a piece that is not the one asked for: the whole wheel is fetched", async () => {
    const lying = (request: IncomingMessage, response: ServerResponse): void => {
      if (request.headers.range === undefined) response.writeHead(200).end(bytes);
      else sendRange(response, 0, 1000);
    };
    expect(await metadataFrom(lying)).toMatchObject({ from: "wheel", isRight: true, requests: 2 });
  });

  it("by refusing the last so many bytes: the whole wheel is fetched", async () => {
    const refusing = (request: IncomingMessage, response: ServerResponse): void => {
      if (request.headers.range === undefined) response.writeHead(200).end(bytes);
      else response.writeHead(416).end();
    };
    expect(await metadataFrom(refusing)).toMatchObject({ from: "wheel", isRight: true, requests: 2 });
  });

  it("by a file that is too large to be fetched whole: it is broken off at once", async () => {
    let sent = 0;
    const endless = (_: IncomingMessage, response: ServerResponse): void => {
      response.writeHead(200, { "content-length": 5 * 1024 ** 3 });
      const pour = (): void => {
        sent += 1024 * 1024;
        if (!response.destroyed) response.write(Buffer.alloc(1024 * 1024));
      };
      response.on("drain", pour);
      pour();
    };
    expect(await metadataFrom(endless)).toMatchObject({ from: null });
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it("by knowing only ranges with both ends: they are asked for", async () => {
    const huge = makeWheel({ name: "heavy", version: "1.0" }, "py3-none-any", { "data.bin": randomBytes(2_000_000) });
    const half = (request: IncomingMessage, response: ServerResponse): void => {
      const [from, to] = explicit(request) ?? [0, huge.bytes.length];
      const isRange = request.headers.range?.startsWith("bytes=-") === false;
      const headers = { "content-range": `bytes ${from}-${to - 1}/${huge.bytes.length}`, "content-length": to - from };
      response.writeHead(isRange ? 206 : 200, { "accept-ranges": "bytes", ...headers });
      response.end(huge.bytes.slice(from, to));
    };
    const found = await metadataFrom(half, huge);
    expect(found).toMatchObject({ from: "range", isRight: true, requests: 2 });
    expect(found.bytes).toBeLessThan(100_000);
  });
});

describe("an sdist", () => {
  const pkgInfo = (lines: string): string => `Metadata-Version: 2.2\nName: native\nVersion: 1.0\n${lines}`;
  const members = (info: string) => ({
    "native-1.0/PKG-INFO": info,
    "native-1.0/pyproject.toml":
      '[build-system]\nrequires = ["setuptools>=61", "cython"]\nbuild-backend = "setuptools.build_meta"\n',
    "native-1.0/vendor/other/PKG-INFO": "Name: other",
    "native-1.0/src/fast.c": "int x;",
    "native-1.0/src/slow.C": "int y;",
    "native-1.0/src/loop.pyx": "",
  });
  const toFile = (filename: string, bytes: Uint8Array): TestFile => {
    return { filename, bytes, sha256: sha256Of(bytes), requiresPython: null, yanked: null, metadata: null };
  };
  const read = async (file: TestFile, options: Partial<SimpleIndexOptions> = {}) => {
    const { session, index } = await start({ projects: [{ name: "native", files: [file] }], ...options });
    return { ...(await session.metadata(await fileOf(session, "native", file.filename))), index, session };
  };
  const facts = {
    buildRequires: ["setuptools>=61", "cython"],
    buildBackend: "setuptools.build_meta",
    extensions: { c: 2, pyx: 1 },
  };

  it.each([
    ["native-1.0.tar.gz", tarGzOf],
    ["native-1.0.zip", zipOf],
  ] as const)("tells what it needs and how it is built: %s", async (filename, archive) => {
    const info = pkgInfo("Requires-Dist: numpy\n");
    const told = await read(toFile(filename, archive(members(info))));
    expect(told).toMatchObject({ from: "pkg-info", text: info, reason: null, sdist: { ...facts, dynamic: false } });
    expect(told.index.count("file")).toBe(1);
  });

  it.each([
    ["says that they are dynamic", pkgInfo("Dynamic: Requires-Dist\n")],
    ["is older than that promise", pkgInfo("").replace("2.2", "2.1")],
  ])("leaves its requirements to the build when it %s (PEP 643)", async (_, info) => {
    const told = await read(toFile("native-1.0.tar.gz", tarGzOf(members(info))));
    expect(told).toMatchObject({ text: info, sdist: { dynamic: true } });
  });

  it("is unknown when it is damaged, cut, no archive, or not what the page states", async () => {
    const good = tarGzOf(members(pkgInfo("")));
    for (const bytes of [Buffer.from("no archive"), good.slice(0, 200), Buffer.alloc(0)])
      expect(await read(toFile("native-1.0.tar.gz", bytes))).toMatchObject({ from: null, text: null });
    const lied = await read(toFile("native-1.0.tar.gz", good), { faults: { "/simple/native/": { kind: "hash-lie" } } });
    expect(lied.session.troubles()).toMatchObject([{ kind: "hash-mismatch" }]);
    expect(lied.text).toBe(null);
  });

  it("that unpacks to gigabytes is read no further than it tells something", async () => {
    const bomb = tarGzOf({ ...members(pkgInfo("")), "native-1.0/zeros.bin": new Uint8Array(80 * 1024 * 1024) });
    const started = performance.now();
    expect(await read(toFile("native-1.0.tar.gz", bomb))).toMatchObject({ from: "pkg-info", sdist: facts });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("in a form that is not read says so", async () => {
    const told = await read(toFile("native-1.0.tar.bz2", Buffer.from("BZh9")));
    expect(told).toMatchObject({ from: null, reason: "native-1.0.tar.bz2 is in a form that is not read." });
  });
});
