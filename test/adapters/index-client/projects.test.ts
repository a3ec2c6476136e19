import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { buildProjects, requireFile } from "../../rig/projects/build-projects.ts";
import { type SimpleIndexOptions, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { type OpenClientOptions, openClient } from "./open-client.ts";

const projects = buildProjects();
const wheel = requireFile(projects, "purepkg-1.1.0-py3-none-any.whl");

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function start(options: Partial<SimpleIndexOptions> = {}) {
  const index = await startSimpleIndex({ projects, ...options });
  open.push(index);
  return index;
}

async function connect(indexUrls: readonly string[], options: OpenClientOptions = {}) {
  const client = await openClient(indexUrls, options);
  open.push(client);
  return client;
}

describe("a project", () => {
  it("is asked for once in a session, under its normalised name", async () => {
    const index = await start({ delay: 20 });
    const { session } = await connect([index.url]);
    await Promise.all([session.project("purepkg"), session.project("PurePkg")]);
    const [answer] = await session.project("purepkg");
    expect(answer).toMatchObject({ index: index.url, kind: "index", state: "found", reason: null });
    expect(answer?.page?.files.map((file) => file.filename)).toContain(wheel.filename);
    expect(index.count("page")).toBe(1);
    expect(session.tally()).toMatchObject({ pages: 1, metadata: 0, files: 0 });
  });

  it("is answered by each index in the order of the settings, absent where the index does not have it", async () => {
    const [first, second] = [await start({ projects: [] }), await start({ format: "html" })];
    const { session } = await connect([first.url, second.url]);
    const answers = await session.project("purepkg");
    expect(answers.map(({ index, state }) => [index, state])).toEqual([
      [first.url, "absent"],
      [second.url, "found"],
    ]);
    expect(session.troubles()).toEqual([]);
  });

  it("is looked for on pages of links and in folders, each read once", async () => {
    const index = await start();
    const main = await start({ projects: [] });
    const folderClient = await connect([]);
    const folder = join(folderClient.folder, "my wheels");
    await mkdir(folder);
    await writeFile(join(folder, wheel.filename), wheel.bytes);
    await writeFile(join(folder, "notes.txt"), "no distribution");
    const findLinksUrls = [index.findLinksUrl, pathToFileURL(folder).href];
    const { session } = await connect([main.url], { settings: { findLinksUrls } });
    const answers = await session.project("purepkg");
    expect(answers.map(({ kind, state }) => [kind, state])).toEqual([
      ["index", "absent"],
      ["find-links", "found"],
      ["find-links", "found"],
    ]);
    const [, , local] = answers;
    expect(local?.page?.files).toMatchObject([{ filename: wheel.filename, bytes: wheel.bytes.length }]);
    expect((await session.project("numbers"))[2]).toMatchObject({ state: "absent", page: null });
    expect(index.requests.map(({ path }) => path)).toEqual(["/find-links/"]);
    const file = local?.page?.files[0];
    expect(file === undefined ? null : await session.metadata(file)).toMatchObject({
      from: "wheel",
      text: wheel.metadata,
    });
  });

  it("is not looked for at what is no address, all of which is told at once and without a password", async () => {
    const indexUrls = ["http://user:hunter2@", "ftp://user:hunter2@index.example/simple/", "/srv/simple"];
    const refused = openClient(indexUrls, { settings: { findLinksUrls: ["http://[bad"] } });
    await expect(refused).rejects.toMatchObject({
      code: "invalid-input",
      problems: [
        "Index address 1 is not one that can be asked: it is no URL",
        "Index address 2 is not one that can be asked: ftp://index.example/simple/",
        "Index address 3 is not one that can be asked: it is no URL",
        "Find-links address 1 is not one that can be asked: it is no URL",
      ],
    });
    const { session } = await connect([]);
    expect(await session.projectOf("no address", "purepkg")).toMatchObject({ state: "unknown" });
  });

  it("of an index outside of the settings is no trouble of the run when that one is down", async () => {
    const [main, vendor] = [await start(), await start()];
    const { session } = await connect([main.url]);
    expect(await session.projectOf(vendor.url, "purepkg")).toMatchObject({ state: "found" });
    await vendor.close();
    expect(await session.projectOf(vendor.url, "numbers")).toMatchObject({
      state: "unknown",
      reason: `${new URL(vendor.url).host} does not answer: connection refused.`,
    });
    expect(session.troubles()).toEqual([]);
  });

  it("of an index that may only add a remark is asked once, and not for long", async () => {
    const [main, vendor] = [
      await start(),
      await start({ faults: { "/simple/purepkg/": { kind: "status", status: 503 } } }),
    ];
    const { session } = await connect([main.url]);
    const answer = await session.projectOf(vendor.url, "purepkg", { isHasty: true });
    expect(answer).toMatchObject({ state: "unknown", reason: `503 from ${new URL(vendor.url).host}.` });
    expect(session.tally().pages).toBe(1);
  });
});
