import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { runPip, runPython } from "../../rig/pip.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { type OpenedGateway, type OpenOptions, openGateway } from "./open-gateway.ts";

const projects = buildProjects();
const PASSWORD = "s3cret/p@ss word+42";
const auth = { username: "build", password: PASSWORD };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function startGuarded(toUrl: (index: SimpleIndex) => string, options: OpenOptions = {}) {
  const index = await startSimpleIndex({ projects, auth });
  open.push(index);
  const gateway: OpenedGateway = await openGateway([toUrl(index)], options);
  open.push(gateway);
  return { index, gateway };
}

function withUserinfo(index: SimpleIndex): string {
  return index.url.replace("//", `//${auth.username}:${encodeURIComponent(PASSWORD)}@`);
}

describe("credentials of an index", () => {
  it("D1: are in no argument, no environment of pip or of a build, no page and no log that is shown", async () => {
    const { index, gateway } = await startGuarded(withUserinfo);
    const log = join(gateway.folder, "pip.log");
    const args = [
      "wheel",
      "-vvv",
      "--log",
      log,
      "--no-deps",
      "-w",
      gateway.folder,
      "--index-url",
      gateway.url,
      "envdump",
    ];
    const run = await runPip(args);
    expect(run.code).toBe(0);
    expect(index.requests.every((request) => request.status === 200)).toBe(true);
    const read = "import zipfile, sys; print(zipfile.ZipFile(sys.argv[1]).read('envdump/seen.json').decode())";
    const seen = (await runPython(["-c", read, join(gateway.folder, "envdump-1.0-py3-none-any.whl")])).stdout;
    expect(seen).toContain("--index-url");
    const page = await (await fetch(`${gateway.url}envdump/`)).text();
    const said = JSON.stringify([
      gateway.session.identify(/href="([^"#]*)/.exec(page)?.[1] ?? ""),
      gateway.session.indexUrls,
    ]);
    for (const text of [seen, page, said, run.stdout, run.stderr, await readFile(log, "utf8")]) {
      for (const form of [
        PASSWORD,
        encodeURIComponent(PASSWORD),
        Buffer.from(`build:${PASSWORD}`).toString("base64"),
      ]) {
        expect(text).not.toContain(form);
      }
    }
  });

  it("D1: come from netrc too, and go to the host that it names only", async () => {
    const stranger = await startSimpleIndex({ projects });
    open.push(stranger);
    const { index, gateway } = await startGuarded((guarded) => guarded.url, { settings: { netrcFile: null } });
    expect((await fetch(`${gateway.url}purepkg/`)).status).toBe(403);
    const netrc = join(gateway.folder, "netrc");
    await writeFile(netrc, `machine 127.0.0.1 login build password "${PASSWORD}"\n`);
    const second = await openGateway([index.url, stranger.url.replace("127.0.0.1", "localhost")], {
      settings: { netrcFile: netrc },
    });
    open.push(second);
    expect((await fetch(`${second.url}purepkg/`)).status).toBe(200);
    expect((await fetch(`${second.session.indexUrls[1]}purepkg/`)).status).toBe(200);
    expect(stranger.requests.map((request) => request.authorization)).toEqual([null]);
  });

  it("D1: do not follow a redirect to another host", async () => {
    const stranger = await startSimpleIndex({ projects });
    open.push(stranger);
    const { index, gateway } = await startGuarded(withUserinfo);
    index.faults.set("/simple/purepkg/", { kind: "redirect", to: `${stranger.url}purepkg/` });
    expect((await fetch(`${gateway.url}purepkg/`)).status).toBe(200);
    expect(stranger.requests.map((request) => request.authorization)).toEqual([null]);
  });

  it("that are refused leave a trouble, and pip is not made to ask the person for a password", async () => {
    const { gateway } = await startGuarded((index) => index.url.replace("//", "//build:wrong-one@"));
    expect((await fetch(`${gateway.url}purepkg/`)).status).toBe(403);
    const [trouble] = gateway.session.troubles();
    expect(trouble?.kind).toBe("unauthorised");
    expect(trouble?.message).toMatch(/^401 from 127\.0\.0\.1:\d+: it refuses the credentials given$/);
  });

  it("are masked in a text, and addresses of the gateway become those of the index", async () => {
    const { index, gateway } = await startGuarded((guarded) => `${withUserinfo(guarded)}?token=q9-Zk31xx`);
    const page = await (await fetch(`${gateway.url}purepkg/`)).text();
    const file = /href="([^"#]*purepkg-1\.1\.0[^"#]*)/.exec(page)?.[1] ?? "";
    const text = `GET ${withUserinfo(index)} Authorization: Basic ${Buffer.from(`build:${PASSWORD}`).toString("base64")} ${JSON.stringify(PASSWORD)} q9-Zk31xx`;
    expect(gateway.session.redact(text)).toBe(
      `GET ${index.url.replace("//", "//****@")} Authorization: Basic **** "****" ****`,
    );
    expect(gateway.session.redact(`Looking in indexes: ${gateway.url}\n  Downloading ${file}.metadata (1 kB)`)).toBe(
      `Looking in indexes: ${index.url}\n  Downloading ${index.origin}/files/purepkg-1.1.0-py3-none-any.whl.metadata (1 kB)`,
    );
  });

  it("in the path of an index are in no address that is told", async () => {
    const token = "k9Fh2LmQ81xTzp0V";
    const index = await startSimpleIndex({ projects });
    open.push(index);
    const page = `<a href="/${token}/files/demo-1.0.tar.gz">`;
    index.faults.set(`/${token}/simple/demo/`, { kind: "body", contentType: "text/html", body: page });
    const gateway = await openGateway([`${index.origin}/${token}/simple/`]);
    open.push(gateway);
    const address = /href="([^"]*)/.exec(await (await fetch(`${gateway.url}demo/`)).text())?.[1] ?? "";
    expect(gateway.session.identify(address)?.url).toBe(`${index.origin}/****/files/demo-1.0.tar.gz`);
    expect(gateway.session.redact(gateway.url)).toBe(`${index.origin}/****/simple/`);
    expect(address).not.toContain(token);
  });
});
