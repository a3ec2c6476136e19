import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dryRun, runPip, runPython } from "./pip.ts";
import { buildProjects, MISSING_HEADER, requireFile } from "./projects/build-projects.ts";
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

  it("install with real pip, a wheel and an sdist among them", async () => {
    const run = await runPip(["install", "--quiet", "--target", folder, "--index-url", index.url, "chain"]);
    expect(run.stderr).toBe("");
    const shown = await runPython(["-c", "import purepkg, puresdist; print(purepkg.VERSION, puresdist.VERSION)"], {
      env: { PYTHONPATH: folder },
    });
    expect(shown.stdout.trim()).toBe("1.1.0 0.3.0");
  });

  it("hold an extension that a C compiler builds and one that it does not", async (test) => {
    const headers = "import os, sysconfig; print(os.path.exists(sysconfig.get_path('include') + '/Python.h'))";
    test.skip(!(await runPython(["-c", headers])).stdout.includes("True"), "Python's headers are not installed");
    const wheel = (name: string) => runPip(["wheel", "--no-deps", "-w", folder, "--index-url", index.url, name]);
    expect((await wheel("cext")).code).toBe(0);
    const built = (await readdir(folder))[0] ?? "";
    expect(built).toMatch(/^cext-0\.1\.0-cp3\d+-cp3\d+-linux_\w+\.whl$/);
    const sum = "import sys; sys.path.insert(0, sys.argv[1]); import cext._native as n; print(n.add(40, 2))";
    await runPip(["install", "--quiet", "--no-index", "--target", folder, join(folder, built)]);
    expect((await runPython(["-c", sum, folder])).stdout.trim()).toBe("42");
    const failed = await wheel("cbad");
    expect(failed.code).toBe(1);
    expect(failed.stdout + failed.stderr).toContain(MISSING_HEADER);
  });

  it("show what a build sees, and shout at the runner", async () => {
    const dump = await runPip(["wheel", "--no-deps", "-w", folder, "--index-url", index.url, "envdump"], {
      env: { SEEN: "by the build" },
    });
    expect(dump.stderr).toBe("");
    const read = "import zipfile, sys; print(zipfile.ZipFile(sys.argv[1]).read('envdump/seen.json').decode())";
    const seen = await runPython(["-c", read, join(folder, "envdump-1.0-py3-none-any.whl")]);
    expect(JSON.parse(seen.stdout)).toMatchObject({ environ: { SEEN: "by the build" } });
    expect(JSON.parse(seen.stdout).commandLines.flat()).toContain("--no-deps");
    const shout = await runPip(["wheel", "-v", "--no-deps", "-w", folder, "--index-url", index.url, "shouter"]);
    expect(shout.stdout + shout.stderr).toContain("::add-mask::building");
  });

  it("conflict, are yanked, or are too new for Python, as real pip says", async () => {
    const dry = (...names: string[]) => dryRun(["--index-url", index.url, ...names]);
    expect((await dry("needs-old", "needs-new")).stderr).toContain("ResolutionImpossible");
    expect((await dry("yankedpkg")).report?.install[0]?.metadata.version).toBe("1.0");
    expect((await dry("yankedpkg==1.1")).stderr).toContain("breaks <everything> & more");
    expect((await dry("toonew")).stderr).toContain("No matching distribution found for toonew");
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
