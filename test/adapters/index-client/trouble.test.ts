import { createServer, type RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { ProjectAnswer } from "../../../src/ports/index-client.ts";
import { buildProjects, requireFile } from "../../rig/projects/build-projects.ts";
import type { Fault } from "../../rig/simple-index/faults.ts";
import { listen } from "../../rig/simple-index/listen.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { type OpenClientOptions, type OpenedClient, openClient } from "./open-client.ts";

const projects = buildProjects();
const JSON_TYPE = "application/vnd.pypi.simple.v1+json";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function startIndex(faults: Readonly<Record<string, Fault>> = {}): Promise<SimpleIndex> {
  const index = await startSimpleIndex({ projects, faults });
  open.push(index);
  return index;
}

async function startServer(listener: RequestListener): Promise<{ origin: string }> {
  const server = await listen(createServer(listener));
  open.push(server);
  return server;
}

async function connect(url: string, options: OpenClientOptions = {}): Promise<OpenedClient> {
  const client = await openClient([url], options);
  open.push(client);
  return client;
}

/** What is said of a project whose page plays a fault, without the port. */
async function saidOf(fault: Fault, options: OpenClientOptions = {}): Promise<string> {
  const index = await startIndex({ "/simple/purepkg/": fault });
  const { session } = await connect(index.url, options);
  const [answer] = await session.project("purepkg");
  expect(answer?.page).toBe(null);
  return `${answer?.state}: ${answer?.reason?.replaceAll(new URL(index.url).host, "HOST")}`;
}

const json = (body: string | Uint8Array, headers = {}): Fault => ({
  kind: "body",
  contentType: JSON_TYPE,
  body,
  headers,
});

describe("an index that answers with something else than a page", () => {
  it.each<[string, Fault, string | RegExp]>([
    ["without an end", { kind: "endless" }, "HOST answers with more than 64 MiB."],
    [
      "that unpacks to more than anybody reads",
      json(gzipSync(Buffer.alloc(65 * 1024 * 1024, 0x20)), { "content-encoding": "gzip" }),
      "HOST answers with more than 64 MiB.",
    ],
    ["that sends in circles", { kind: "redirect-loop" }, /refused: more than 5 redirects\.$/],
    ["that sends to a file", { kind: "redirect", to: "file:///etc/passwd" }, /file: addresses are not followed\.$/],
    [
      "that sends to the machine's own network",
      { kind: "redirect", to: "https://169.254.169.254/latest/" },
      /169\.254\.169\.254 is inside this machine's network link\.$/,
    ],
    ["that sends to plain http", { kind: "redirect", to: "http://index.example/" }, /plain http to index\.example/],
    [
      "of another type",
      { kind: "type", contentType: "application/octet-stream" },
      /^HOST does not answer as a package index: The answer has the type "application\/octet-stream"/,
    ],
    [
      "that is cut off",
      json('{"meta":{"api-version":"1.0"},"files":[{"filename":"a'),
      /is no JSON; it may be cut off\.+$/,
    ],
    ["that is no object", json("[1]"), /JSON without a list of files\.+$/],
    ["of a later version", json('{"meta":{"api-version":"2.0"},"files":[]}'), /speaks version "2.0"/],
    ["of a broken encoding", json("no gzip", { "content-encoding": "gzip" }), /^HOST does not answer/],
    ["that breaks off", { kind: "cut", after: 20 }, "HOST does not answer: the connection broke."],
  ])("E8: %s, is unknown, never absent", async (_, fault, expected) => {
    const [state, reason] = (await saidOf(fault)).split(/: (.*)/s);
    expect(state).toBe("unknown");
    if (typeof expected === "string") expect(reason).toBe(expected);
    else expect(reason).toMatch(expected);
  });

  it("E8: a page of 5 GB is left as soon as its size is clear", async () => {
    let sent = 0;
    const page = Buffer.alloc(1024 * 1024, 0x20);
    const { origin } = await startServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html", "content-length": 5 * 1024 ** 3 });
      const pour = (): void => {
        sent += page.length;
        if (!response.destroyed) response.write(page);
      };
      response.on("drain", pour);
      pour();
    });
    const started = performance.now();
    const [answer] = await (await connect(`${origin}/simple/`)).session.project("purepkg");
    expect(answer).toMatchObject({ state: "unknown", reason: expect.stringContaining("more than 64 MiB") });
    expect(sent).toBeLessThan(8 * 1024 * 1024);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("E8: one that drips is given up, though it never pauses", async () => {
    const { origin } = await startServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(timer));
    });
    const limits = { retries: 0, bodySeconds: 0.5 };
    const [answer] = await (await connect(`${origin}/simple/`, { limits })).session.project("purepkg");
    expect(answer?.reason).toMatch(/does not answer: time ran out\.$/);
  });

  it("E8: cannot smuggle anything in by a __proto__ key or a file name with a path", async () => {
    const hostile = `{"files":[{"filename":"../../x-1.0.tar.gz","url":"../x.tar.gz","hashes":{}},
      {"filename":"purepkg-1.1.0-py3-none-any.whl","url":"file:///etc/passwd","hashes":{}},
      {"filename":"purepkg-1.0.0-py3-none-any.whl","url":"x.whl","hashes":{"__proto__":"aa","sha256":"bb"},
       "__proto__":{"yanked":"polluted"}}],"__proto__":{"polluted":true}}`;
    const index = await startIndex({ "/simple/purepkg/": json(hostile) });
    const { session } = await connect(index.url);
    const [answer] = await session.project("purepkg");
    expect(answer?.page?.files.map(({ filename, hashes, yanked }) => [filename, hashes, yanked])).toEqual([
      ["purepkg-1.0.0-py3-none-any.whl", { sha256: "bb" }, null],
    ]);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
  });

  it("E8: files that it places inside this machine's network are not asked for", async () => {
    const wheel = requireFile(projects, "purepkg-1.1.0-py3-none-any.whl").filename;
    const body = `{"files":[{"filename":"${wheel}","url":"https://169.254.169.254/${wheel}","hashes":{}}]}`;
    const index = await startIndex({ "/simple/purepkg/": json(body) });
    const { session } = await connect(index.url);
    const file = (await session.project("purepkg"))[0]?.page?.files[0];
    const read = file === undefined ? null : await session.metadata(file);
    expect(read).toMatchObject({ from: null, text: null, reason: expect.stringContaining("inside this machine's") });
  });
});

describe("an index that does not answer", () => {
  const ask = async (client: OpenedClient, count: number): Promise<readonly ProjectAnswer[]> => {
    const names = Array.from({ length: count }, (_, number) => `name-${number}`);
    return (await Promise.all(names.map((name) => client.session.project(name)))).flat();
  };

  it("E9: is not waited for by every name, and each is unknown", async () => {
    const index = await startIndex();
    const { host } = new URL(index.url);
    await index.close();
    const started = performance.now();
    const answers = await ask(await connect(index.url), 300);
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(answers).toHaveLength(300);
    for (const { state, reason } of answers)
      expect([state, reason]).toEqual(["unknown", `${host} does not answer: connection refused.`]);
  });

  it("E9: says nothing for so long that it is given up, once for all names", async () => {
    let connections = 0;
    const { origin } = await startServer(() => {
      connections += 1;
    });
    const started = performance.now();
    const answers = await ask(await connect(`${origin}/simple/`, { limits: { idleSeconds: 0.3, retries: 0 } }), 100);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(new Set(answers.map(({ reason }) => reason))).toEqual(
      new Set([`${new URL(origin).host} does not answer: time ran out.`]),
    );
    expect(connections).toBeLessThan(20);
  });

  it("E9: is asked again on 503, as late as it wishes within the budget", async () => {
    const index = await startIndex({
      "/simple/purepkg/": { kind: "status", status: 503, times: 1, headers: { "Retry-After": "1" } },
    });
    const { session } = await connect(index.url);
    const started = performance.now();
    expect((await session.project("purepkg"))[0]?.state).toBe("found");
    expect(performance.now() - started).toBeGreaterThan(950);
    expect(session.troubles()).toEqual([]);
    const patient: Fault = { kind: "status", status: 503, headers: { "Retry-After": "3600" } };
    expect(await saidOf(patient)).toBe("unknown: 503 from HOST.");
  });

  it("E9: one bad page says nothing of the other names", async () => {
    const index = await startIndex({ "/simple/purepkg/": { kind: "status", status: 500 } });
    const { session } = await connect(index.url);
    const states = await Promise.all(
      ["manypkg", "purepkg", "shared-lib", "chain"].map(async (name) => (await session.project(name))[0]?.state),
    );
    expect(states).toEqual(["found", "unknown", "found", "found"]);
    expect(session.troubles()).toEqual([
      { kind: "status", message: `500 from ${new URL(index.url).host}`, project: "purepkg" },
    ]);
  });

  it("E7: two that offer one name are both told of, in their order", async () => {
    const [first, second] = [await startIndex(), await startIndex()];
    const client = await openClient([first.url, second.url]);
    open.push(client);
    const answers = await client.session.project("purepkg");
    expect(answers.map(({ index, state }) => [index, state])).toEqual([
      [first.url, "found"],
      [second.url, "found"],
    ]);
  });

  it("ends with the run, and leaves nothing open", async () => {
    const { origin } = await startServer(() => undefined);
    const stop = new AbortController();
    const { session } = await connect(`${origin}/simple/`, { signal: stop.signal, limits: { idleSeconds: 60 } });
    const asked = session.project("purepkg");
    setTimeout(() => stop.abort(), 50);
    await expect(asked).rejects.toMatchObject({ code: "cancelled" });
  });
});
