import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dryRun, runPip, runPython } from "../../rig/pip.ts";
import { buildProjects, MISSING_HEADER } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

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

describe("the projects of the test index, to real pip", () => {
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
