import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dryRun, runPip } from "./pip.ts";
import { buildProjects, requireFile } from "./projects/build-projects.ts";
import { startCountingProxy } from "./simple-index/counting-proxy.ts";
import { type SimpleIndex, startSimpleIndex } from "./simple-index/simple-index.ts";

const projects = buildProjects();
let folder: string;
let index: SimpleIndex;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simple-index-"));
  index = await startSimpleIndex({ projects });
});
afterEach(async () => {
  await index.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the projects of the test index", () => {
  it("are the same bytes each time", () => {
    const again = buildProjects().flatMap((project) => project.files.map((file) => file.sha256));
    expect(again).toEqual(projects.flatMap((project) => project.files.map((file) => file.sha256)));
  });
});

describe("the test index", () => {
  it("speaks JSON by Accept, or HTML with or without metadata", async () => {
    const accept = { headers: { accept: "application/vnd.pypi.simple.v1+json" } };
    const json = await fetch(`${index.url}purepkg/`, accept);
    expect(json.headers.get("content-type")).toBe("application/vnd.pypi.simple.v1+json");
    const old = await startSimpleIndex({ projects, format: "html-only" });
    const html = await fetch(`${old.url}purepkg/`, accept);
    expect(await html.text()).not.toContain("metadata");
    expect(html.headers.get("etag")).toBeNull();
    expect((await fetch(`${old.origin}/files/purepkg-1.1.0-py3-none-any.whl.metadata`)).status).toBe(404);
    await old.close();
  });

  it("answers 304 to its ETag and 206 to a range", async () => {
    const file = `${index.origin}/files/purepkg-1.1.0-py3-none-any.whl`;
    const etag = (await fetch(file)).headers.get("etag") ?? "";
    expect((await fetch(file, { headers: { "if-none-match": etag } })).status).toBe(304);
    const part = await fetch(file, { headers: { range: "bytes=-22" } });
    const whole = requireFile(projects, "purepkg-1.1.0-py3-none-any.whl").bytes;
    expect(part.status).toBe(206);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(new Uint8Array(whole.slice(-22)));
  });

  it("asks for a password when it has one", async () => {
    const guarded = await startSimpleIndex({ projects, auth: { username: "u", password: "p" } });
    expect((await fetch(`${guarded.url}purepkg/`)).status).toBe(401);
    expect((await dryRun(["--index-url", guarded.url.replace("//", "//u:p@"), "purepkg"])).code).toBe(0);
    await guarded.close();
  });

  it("is counted by a proxy that pip cannot get around", async () => {
    const proxy = await startCountingProxy(index.url);
    const requirement = join(folder, "requirements.txt");
    await writeFile(requirement, "purepkg\n");
    const run = await runPip(["download", "-q", "-d", folder, "--index-url", proxy.url, "-r", requirement]);
    expect(run.stderr).toBe("");
    expect([proxy.count("page"), proxy.count("file")]).toEqual([1, 1]);
    expect(index.count("file")).toBe(1);
    const wheel = requireFile(projects, "purepkg-1.1.0-py3-none-any.whl");
    expect(new Uint8Array(await readFile(join(folder, wheel.filename)))).toEqual(new Uint8Array(wheel.bytes));
    await proxy.close();
  });
});
