import { randomBytes } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { buildProjects, requireFile } from "../../rig/projects/build-projects.ts";
import { makeWheel, sha256Of } from "../../rig/projects/project.ts";
import { type SimpleIndex, type SimpleIndexOptions, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { hold, type OpenedGateway, type OpenOptions, openGateway } from "./open-gateway.ts";

const projects = buildProjects();
/** Its content cannot be packed, so that it is longer than what is asked for at once. */
const heavy = makeWheel({ name: "purepkg", version: "9.0" }, "py3-none-any", { "data.bin": randomBytes(300_000) });
const wheel = requireFile(projects, "purepkg-1.1.0-py3-none-any.whl");
const JSON_TYPE = "application/vnd.pypi.simple.v1+json";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function start(
  options: Partial<SimpleIndexOptions> = {},
  gatewayOptions: OpenOptions = {},
): Promise<{ index: SimpleIndex; gateway: OpenedGateway }> {
  const index = await startSimpleIndex({ projects, ...options });
  open.push(index);
  const gateway = await openGateway([index.url], gatewayOptions);
  open.push(gateway);
  return { index, gateway };
}

interface PageFile {
  readonly filename: string;
  readonly url: string;
  readonly hashes: { readonly sha256: string };
  readonly "core-metadata"?: true | { readonly sha256: string };
}

async function filesOf(gateway: OpenedGateway, project: string): Promise<readonly PageFile[]> {
  const response = await fetch(`${gateway.url}${project}/`, { headers: { accept: JSON_TYPE } });
  return ((await response.json()) as { files: PageFile[] }).files;
}

async function addressOf(gateway: OpenedGateway, filename = wheel.filename): Promise<string> {
  const file = (await filesOf(gateway, "purepkg")).find((item) => item.filename === filename);
  if (file === undefined) throw new Error(`${filename} is not on the page`);
  return file.url;
}

describe("pages", () => {
  it("are asked of the index once, however many clients ask at the same time", async () => {
    const { index, gateway } = await start({ delay: 50 });
    await Promise.all(Array.from({ length: 6 }, () => filesOf(gateway, "purepkg")));
    await filesOf(gateway, "purepkg");
    expect(index.count("page")).toBe(1);
  });

  it("come as JSON to whoever asks, as HTML to others and to a pip that reads metadata only there", async () => {
    const { gateway } = await start();
    const typeFor = async (headers: Record<string, string>) =>
      (await fetch(`${gateway.url}purepkg/`, { headers })).headers.get("content-type");
    expect(await typeFor({ accept: JSON_TYPE, "user-agent": 'pip/23.2.1 {"ci":null}' })).toBe(JSON_TYPE);
    expect(await typeFor({ accept: JSON_TYPE, "user-agent": 'pip/23.0.1 {"ci":null}' })).toContain("text/html");
    expect(await typeFor({ accept: "text/html" })).toContain("text/html");
  });

  it("state the hashes of the index and only addresses of this machine", async () => {
    const { gateway } = await start();
    const files = await filesOf(gateway, "purepkg");
    expect(files.map((file) => file.hashes.sha256)).toContain(wheel.sha256);
    expect(files.every((file) => file.url.startsWith(gateway.url.replace(/i0\/$/, "f")))).toBe(true);
  });

  it("pass a 404 on and answer to no method but GET and HEAD, and to no path without the token", async () => {
    const { gateway } = await start();
    expect((await fetch(`${gateway.url}unknown/`)).status).toBe(404);
    expect((await fetch(`${gateway.url}purepkg/`, { method: "POST" })).status).toBe(405);
    expect((await fetch(`${new URL(gateway.url).origin}/${"0".repeat(32)}/i0/purepkg/`)).status).toBe(404);
    expect((await fetch(`${gateway.url}..%2f..%2fetc/`)).status).toBe(404);
    expect(gateway.session.troubles()).toEqual([]);
  });
});

describe("files", () => {
  it("pass through with their digest, and are kept for take()", async () => {
    const { index, gateway } = await start();
    const address = await addressOf(gateway);
    const response = await fetch(address);
    expect(sha256Of(new Uint8Array(await response.arrayBuffer()))).toBe(wheel.sha256);
    expect(await gateway.session.take(address)).toMatchObject({ sha256: wheel.sha256, source: "index" });
    expect((await fetch(address)).headers.get("content-length")).toBe(String(wheel.bytes.length));
    expect(index.count("file")).toBe(1);
    expect(gateway.session.tally()).toMatchObject({ pages: 1, files: 1 });
  });

  it("are downloaded once when several takes run at the same time", async () => {
    const { index, gateway } = await start({ delay: 30 });
    const address = await addressOf(gateway);
    const taken = await Promise.all([1, 2, 3].map(() => gateway.session.take(address)));
    expect(new Set(taken.map((file) => file.path)).size).toBe(1);
    expect(index.count("file")).toBe(1);
  });

  it("answer ranges, from the index and from disk", async () => {
    const { gateway } = await start();
    const address = await addressOf(gateway);
    const range = async (value: string) => await fetch(address, { headers: { range: value } });
    const tail = wheel.bytes.slice(-22);
    const passed = await range("bytes=-22");
    expect([passed.status, new Uint8Array(await passed.arrayBuffer())]).toEqual([206, tail]);
    await gateway.session.take(address);
    const local = await range("bytes=-22");
    expect([local.status, new Uint8Array(await local.arrayBuffer())]).toEqual([206, tail]);
    expect(local.headers.get("content-range")).toBe(passed.headers.get("content-range"));
    expect((await range("bytes=999999-")).status).toBe(416);
  });

  it("break off before their end when they do not have the digest of the page", async () => {
    const { gateway } = await start({ faults: { "/simple/purepkg/": { kind: "hash-lie" } } });
    const address = await addressOf(gateway);
    await expect(fetch(address).then((response) => response.arrayBuffer())).rejects.toThrow();
    await expect(gateway.session.take(address)).rejects.toMatchObject({ code: "hash-mismatch" });
    const host = new URL(gateway.session.identify(address)?.url ?? "").host;
    const message = `${wheel.filename} from ${host} does not have the digest that the index states`;
    expect(gateway.session.troubles()).toEqual([{ kind: "hash-mismatch", message, project: "purepkg" }]);
  });

  it("break off when the index breaks off, and take() tries again", async () => {
    const path = `/files/${wheel.filename}`;
    const { index, gateway } = await start({ faults: { [path]: { kind: "cut", after: 40 } } });
    const address = await addressOf(gateway);
    await expect(fetch(address).then((response) => response.arrayBuffer())).rejects.toThrow();
    await expect(gateway.session.take(address)).rejects.toMatchObject({ code: "index-unreachable" });
    expect(index.count("file")).toBe(1 + 3);
    index.faults.delete(path);
    expect(await gateway.session.take(address)).toMatchObject({ sha256: wheel.sha256 });
  });

  it("come from the index when the wheel on disk is not what it was", async () => {
    const folder = (await start()).gateway.folder;
    const held = await hold(folder, wheel, "purepkg");
    const { index, gateway } = await start({}, { held: [held] });
    await writeFile(held.path, Buffer.alloc(wheel.bytes.length));
    expect(await gateway.session.take(await addressOf(gateway))).toMatchObject({ source: "index" });
    expect(index.count("file")).toBe(1);
  });

  it("pass through even if they cannot be kept", async () => {
    const { gateway } = await start();
    const address = await addressOf(gateway);
    await writeFile(`${gateway.folder}/files`, "a file stands where the folder should be");
    const response = await fetch(address);
    expect(sha256Of(new Uint8Array(await response.arrayBuffer()))).toBe(wheel.sha256);
    expect(gateway.session.troubles()).toEqual([]);
    await rm(`${gateway.folder}/files`);
    expect(await gateway.session.take(address)).toMatchObject({ sha256: wheel.sha256 });
  });

  it("are downloaded from a direct address, checked against the digest given", async () => {
    const { index, gateway } = await start();
    const url = `${index.origin}/files/${wheel.filename}`;
    expect(await gateway.session.takeDirect(url, wheel.sha256)).toMatchObject({ bytes: wheel.bytes.length });
    await expect(gateway.session.takeDirect(`${url}?again`, "0".repeat(64))).rejects.toMatchObject({
      code: "hash-mismatch",
    });
    await expect(gateway.session.takeDirect("file:///etc/hostname", null)).rejects.toMatchObject({
      code: "invalid-input",
    });
  });
});

describe("metadata", () => {
  const metadataPath = `/files/${wheel.filename}.metadata`;
  const text = async (url: string) => await (await fetch(url)).text();

  it("passes through, without a download of the file", async () => {
    const { index, gateway } = await start();
    const address = await addressOf(gateway);
    expect(await text(`${address}.metadata`)).toBe(wheel.metadata);
    expect([index.count("metadata"), index.count("file")]).toEqual([1, 0]);
  });

  it("of a held wheel comes out of the wheel, with its digest on the page of an index that has none", async () => {
    const folder = (await start()).gateway.folder;
    const held = [await hold(folder, wheel, "purepkg")];
    const { index, gateway } = await start({ format: "html-only" }, { held });
    const files = await filesOfHtml(gateway);
    expect(files.get(wheel.filename)).toContain(
      `data-core-metadata="sha256=${sha256Of(new TextEncoder().encode(wheel.metadata ?? ""))}"`,
    );
    expect(files.get("purepkg-1.0.0-py3-none-any.whl")).toContain('data-core-metadata="true"');
    expect(await text(`${await addressOf(gateway)}.metadata`)).toBe(wheel.metadata);
    expect([index.count("metadata"), index.count("file")]).toEqual([0, 0]);
  });

  it("comes out of a wheel's end where the index has none beside it and answers ranges", async () => {
    const { index, gateway } = await start({ metadataFiles: false, projects: [{ name: "purepkg", files: [heavy] }] });
    const address = await addressOf(gateway, heavy.filename);
    expect(await text(`${address}.metadata`)).toBe(heavy.metadata);
    expect(index.requests.filter(({ kind }) => kind === "file").map(({ status }) => status)).toEqual([206]);
    expect(gateway.session.tally()).toMatchObject({ pages: 1, metadata: 1, files: 0 });
  });

  it.each([
    ["is short", { projects }, wheel],
    ["is on a server without ranges", { ranges: false, projects: [{ name: "purepkg", files: [heavy] }] }, heavy],
  ] as const)("comes out of a whole wheel that %s, which then is here already", async (_, options, file) => {
    const { index, gateway } = await start({ metadataFiles: false, ...options });
    const address = await addressOf(gateway, file.filename);
    expect(await text(`${address}.metadata`)).toBe(file.metadata);
    const before = index.count("file");
    expect(sha256Of(new Uint8Array(await (await fetch(address)).arrayBuffer()))).toBe(file.sha256);
    expect([index.count("file"), gateway.session.troubles()]).toEqual([before, []]);
  });

  it.each([
    ["is missing", { kind: "status", status: 404 }],
    ["is a wrong one", { kind: "body", contentType: "text/plain", body: "Metadata-Version: 2.1\nName: other\n" }],
  ] as const)("that %s comes out of the wheel instead", async (_, fault) => {
    const { gateway } = await start({ faults: { [metadataPath]: fault } });
    expect(await text(`${await addressOf(gateway)}.metadata`)).toBe(wheel.metadata);
    expect(gateway.session.troubles()).toEqual([]);
  });

  async function filesOfHtml(gateway: OpenedGateway): Promise<Map<string, string>> {
    const page = await text(`${gateway.url}purepkg/`);
    return new Map([...page.matchAll(/<a [^>]*>([^<]*)<\/a>/g)].map((match) => [match[1] ?? "", match[0]]));
  }
});
