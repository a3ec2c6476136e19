import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { buildProjects, requireFile } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { type OpenClientOptions, type OpenedClient, openClient } from "./open-client.ts";

const projects = buildProjects();
const wheel = requireFile(projects, "purepkg-1.1.0-py3-none-any.whl");
const PASSWORD = "s3cret/p@ss word+42";
const auth = { username: "build", password: PASSWORD };
/** Every form in which it could be seen. */
const CANARIES = [
  PASSWORD,
  encodeURIComponent(PASSWORD),
  btoa(`build:${PASSWORD}`),
  JSON.stringify(PASSWORD).slice(1, -1),
];

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function startGuarded(options: { username: string; password: string } = auth): Promise<SimpleIndex> {
  const index = await startSimpleIndex({ projects, auth: options });
  open.push(index);
  return index;
}

async function connect(url: string, options: OpenClientOptions = {}): Promise<OpenedClient> {
  const client = await openClient([url], options);
  open.push(client);
  return client;
}

function withUserinfo(index: SimpleIndex, userinfo = `build:${encodeURIComponent(PASSWORD)}`): string {
  return index.url.replace("//", `//${userinfo}@`);
}

/** A folder of its own with files in it, gone after the test. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const { folder } = await connect("https://index.example/simple/");
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** All that comes out of a session about one project. */
async function everythingOf({ session }: OpenedClient): Promise<{ states: string[]; said: string }> {
  const answers = await session.project("purepkg");
  const file = answers[0]?.page?.files.find(({ filename }) => filename === wheel.filename);
  const metadata = file === undefined ? null : await session.metadata(file);
  const said = JSON.stringify([answers, metadata, session.troubles(), session.tally()]);
  return { states: answers.map(({ state }) => state), said };
}

function expectNoSecret(text: string): void {
  for (const canary of CANARIES) expect(text).not.toContain(canary);
}

describe("credentials of a private index", () => {
  it("D1: in its URL are sent to it and come out nowhere", async () => {
    const index = await startGuarded();
    const owner = await connect("https://index.example/simple/");
    const cacheFolder = join(owner.folder, "cache");
    const client = await connect(withUserinfo(index), { cacheFolder });
    const { states, said } = await everythingOf(client);
    expect(states).toEqual(["found"]);
    expect(index.requests.every(({ status }) => status === 200)).toBe(true);
    expectNoSecret(said);
    await client.session.close();
    const kept = await readdir(cacheFolder, { recursive: true, withFileTypes: true });
    const files = kept.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    expect(files).toHaveLength(2);
    for (const file of files) expectNoSecret(`${file} ${await readFile(file, "latin1")}`);
  });

  it("D1: as a token in place of a user name, and in no other place", async () => {
    const index = await startGuarded({ username: "glpat-Zk31xxLm99", password: "" });
    const { states, said } = await everythingOf(await connect(withUserinfo(index, "glpat-Zk31xxLm99")));
    expect(states).toEqual(["found"]);
    expect(said).not.toContain("glpat-Zk31xxLm99");
  });

  it("D2: as a token in the query or the path are asked with, and masked in what is told", async () => {
    const index = await startSimpleIndex({ projects });
    open.push(index);
    const query = await connect(`${index.url}?token=q9-Zk31xxLm`);
    const told = await everythingOf(query);
    expect(told.states).toEqual(["found"]);
    expect(told.said).not.toContain("q9-Zk31xxLm");
    expect(query.session.redact("GET /simple/?token=q9-Zk31xxLm")).toBe("GET /simple/?token=****");
    const token = "k9Fh2LmQ81xTzp0V";
    const page = `<a href="/${token}/files/${wheel.filename}">`;
    index.faults.set(`/${token}/simple/purepkg/`, { kind: "body", contentType: "text/html", body: page });
    const file = { kind: "body", contentType: "application/octet-stream", body: wheel.bytes } as const;
    index.faults.set(`/${token}/files/${wheel.filename}`, file);
    const inPath = await everythingOf(await connect(`${index.origin}/${token}/simple/`));
    expect(inPath.said).toContain(`${index.origin}/****/files/`);
    expect(inPath.said).toContain('"from":"wheel"');
    expect(inPath.said).not.toContain(token);
  });

  it("D4: come from netrc when the URL has none", async () => {
    const index = await startGuarded();
    const folder = await folderWith({ netrc: `machine 127.0.0.1 login build password "${PASSWORD}"\n` });
    const { states, said } = await everythingOf(
      await connect(index.url, { settings: { netrcFile: join(folder, "netrc") } }),
    );
    expect(states).toEqual(["found"]);
    expectNoSecret(said);
  });

  it("come from the environment for an index with a name, before netrc", async () => {
    const index = await startGuarded();
    const folder = await folderWith({ netrc: "machine 127.0.0.1 login build password wrong-one\n" });
    const environment = { HOME: folder, UV_INDEX_MY_CORP_USERNAME: "build", UV_INDEX_MY_CORP_PASSWORD: PASSWORD };
    const settings = { netrcFile: join(folder, "netrc"), names: { [index.url.replace(/\/$/, "")]: "my-corp" } };
    const { states, said } = await everythingOf(await connect(index.url, { environment, settings }));
    expect(states).toEqual(["found"]);
    expectNoSecret(said);
  });

  it("D4: come from the command keyring, asked once, only after a refusal and only when that is wanted", async () => {
    const index = await startGuarded();
    const folder = await folderWith({});
    await mkdir(join(folder, "bin"));
    const answer = JSON.stringify({ username: "build", password: PASSWORD });
    const script = `#!/bin/sh\necho "$@" >> "$HOME/asked"\nprintf '%s' '${answer}'\n`;
    await writeFile(join(folder, "bin/keyring"), script);
    await chmod(join(folder, "bin/keyring"), 0o755);
    const environment = { HOME: folder, PATH: `${join(folder, "bin")}:/usr/bin:/bin` };
    const unwanted = await connect(index.url, { environment });
    expect((await everythingOf(unwanted)).states).toEqual(["auth"]);
    const client = await connect(withUserinfo(index, "build"), { environment, settings: { keyring: true } });
    await Promise.all(["manypkg", "shared-lib"].map((name) => client.session.project(name)));
    const { states, said } = await everythingOf(client);
    expect(states).toEqual(["found"]);
    expectNoSecret(said);
    const asked = await readFile(join(folder, "asked"), "utf8");
    expect(asked).toBe(`--mode=creds --output=json get ${index.url} build\n`);
  });

  it("that nobody has, or that are wrong, are said to be so", async () => {
    const index = await startGuarded();
    const { host } = new URL(index.url);
    const none = (await (await connect(index.url)).session.project("purepkg"))[0];
    expect(none).toMatchObject({
      state: "auth",
      page: null,
      reason: `401 from ${host}: it was asked without credentials.`,
    });
    const wrong = await connect(withUserinfo(index, "build:wrong-one"));
    const [answer] = await wrong.session.project("purepkg");
    expect(answer).toMatchObject({ state: "auth", reason: `401 from ${host}: it refuses the credentials given.` });
    expect(JSON.stringify([answer, wrong.session.troubles()])).not.toContain("wrong-one");
    const dead = await connect(index.url, { settings: { keyring: true }, environment: { PATH: "/nonexistent" } });
    expect((await dead.session.project("purepkg"))[0]?.state).toBe("auth");
  });

  it("D1: do not follow a redirect to another host", async () => {
    const index = await startGuarded();
    const stranger = await startSimpleIndex({ projects });
    open.push(stranger);
    index.faults.set("/simple/purepkg/", { kind: "redirect", to: `${stranger.url}purepkg/` });
    expect((await everythingOf(await connect(withUserinfo(index)))).states).toEqual(["found"]);
    expect(stranger.requests.map(({ authorization }) => authorization)).toEqual([null, null]);
  });
});
