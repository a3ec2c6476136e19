import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Finding } from "../../../src/core/report/model.ts";
import { buildProjects, requireFile } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { expectCounts, expectExit } from "./expect-run.ts";
import { hookSdist } from "./hook-sdist.ts";
import { makeStage, type Stage } from "./stage.ts";

const PROJECTS = [...buildProjects(), hookSdist("raiser", "1.0", ['raise RuntimeError("no luck with raiser")'])];

describe("What a build finds", () => {
  let stage: Stage;
  let index: SimpleIndex;

  beforeEach(async () => {
    stage = makeStage();
    index = await startSimpleIndex({ projects: PROJECTS });
  });
  afterEach(async () => {
    stage.remove();
    await index.close();
  });

  const build = (...args: readonly string[]) => stage.build(["--index-url", index.url, ...args]);

  function finding(code: string): Finding {
    const { findings } = stage.report();
    const found = findings.find((item) => item.code === code);
    if (found === undefined) throw new Error(`no ${code} among: ${findings.map((item) => item.code).join(", ")}`);
    return found;
  }

  /** Where the index did not answer, pip's "no matching distribution" is no fact about the index. */
  function expectDoubt(): void {
    for (const { message } of stage.report().findings.filter(({ code }) => code === "no-matching-distribution")) {
      expect(message).toContain("does not mean that there is none");
    }
  }

  it("names both requirers of a conflict with file and line, in the report and on the terminal", async () => {
    stage.write("requirements.txt", "-r requirements/old.txt\n\nneeds-new==1.0\n");
    stage.write("requirements/old.txt", "# kept for the old board\nneeds-old==1.0\n");
    const run = await build();
    expectExit(run, 1);
    const places = [
      { file: "requirements.txt", line: 3, column: 1 },
      { file: "requirements/old.txt", line: 2, column: 1 },
    ];
    expect(finding("conflict")).toMatchObject({ severity: "error" });
    expect([...finding("conflict").places].sort((a, b) => (a.file < b.file ? -1 : 1))).toEqual(places);
    expect(stage.report()).toMatchObject({ outcome: "failed", complete: true });
    expect(stage.report().conflicts).toMatchObject([{ project: "shared-lib" }]);
    const text = run.stdout.replaceAll(/\s+/g, " ");
    for (const word of ["requirements.txt:3", "requirements/old.txt:2", "needs-old", "needs-new", "shared-lib"]) {
      expect(text).toContain(word);
    }
    const conflicts = readFileSync(`${stage.output}/dependency_conflicts.txt`, "utf8");
    expect(conflicts).toContain("shared-lib");

    expectExit(await build("--fail-on", "never"), 0);
    expect(finding("conflict").severity).toBe("error");
  });

  it("says which requirement no file fits", async () => {
    stage.write("requirements.txt", "cext\npurepkg==9\n");
    const run = await build();
    expectExit(run, 1);
    expect(finding("no-matching-distribution")).toMatchObject({
      packages: ["purepkg"],
      places: [{ file: "requirements.txt", line: 2, column: 1 }],
    });
    expect(finding("no-matching-distribution").message).toContain("1.1.0");
    expect(run.stdout).toContain("requirements.txt:2");
  });

  it("says that an index has no such project", async () => {
    stage.write("requirements.txt", "purepkg\nno-such-project\n");
    expectExit(await build(), 1);
    expect(finding("no-matching-distribution")).toMatchObject({
      packages: ["no-such-project"],
      places: [{ file: "requirements.txt", line: 2, column: 1 }],
    });
  });

  it("builds the others when a build fails, lists every failure, and keeps what was finished", async () => {
    stage.write("requirements.txt", "cbad\nraiser\ncext\npurepkg\npuresdist\n");
    const run = await build();
    expectExit(run, 1);
    expectCounts(stage, { built: 2, downloaded: 1, failed: 2 });
    const failures = stage.report().findings.filter(({ code }) => code === "build-failed");
    expect(failures.map(({ packages }) => packages)).toEqual([["cbad"], ["raiser"]]);
    expect(failures.map(({ places }) => places[0]?.line)).toEqual([1, 2]);
    for (const { evidence } of failures) {
      const shown = evidence.find((item) => item.kind === "log");
      const log = readFileSync(`${stage.output}/${shown?.file}`, "utf8");
      expect(log).toMatch(/wheelhouse_missing_header|no luck with raiser/);
    }
    expect(run.stdout).toContain("wheelhouse_missing_header.h");
    expect(run.stdout).toContain("no luck with raiser");
    expect(stage.wheels()).toHaveLength(3);
    expect(stage.report().targets[0]?.cache.saved).toBe(true);

    index.forget();
    expectExit(await build(), 1);
    expectCounts(stage, { built: 0, downloaded: 0, reused: 3, failed: 2 });
    stage.write("requirements.txt", "cext\npurepkg\npuresdist\n");
    expectExit(await build(), 0);
    expectCounts(stage, { reused: 3, failed: 0 });
  });

  it("warns of a yanked version, which fails the run only where warnings do", async () => {
    stage.write("requirements.txt", "yankedpkg==1.1\n");
    expectExit(await build(), 0);
    expect(finding("yanked")).toMatchObject({ severity: "warning", packages: ["yankedpkg"] });
    expect(finding("yanked").places).toEqual([{ file: "requirements.txt", line: 1, column: 1 }]);
    expect(stage.report().outcome).toBe("findings");
    expectExit(await build("--fail-on", "warning"), 1);
  });

  it("says that the versions of a package need another Python", async () => {
    stage.write("requirements.txt", "toonew==1.0\n");
    expectExit(await build(), 1);
    expect(finding("no-matching-distribution")).toMatchObject({ packages: ["toonew"] });
    expect(finding("no-matching-distribution").message).toContain("1.0 needs Python >=3.99");
  });

  it("says that a file with an address of its own needs another Python", async () => {
    const wheel = requireFile(PROJECTS, "toonew-1.0-py3-none-any.whl");
    stage.write(`links/${wheel.filename}`, wheel.bytes);
    stage.write("requirements.txt", `./links/${wheel.filename}\n`);
    expectExit(await build(), 1);
    expect(finding("requires-python")).toMatchObject({ packages: ["toonew"] });
    expect(finding("requires-python").message).toContain(">=3.99");
  });

  it("refuses a file that is not the one whose hash the requirements name", async () => {
    const wrong = "0123456789abcdef".repeat(4);
    stage.write("requirements.txt", `purepkg==1.0.0 \\\n    --hash=sha256:${wrong}\n`);
    expectExit(await build("--require-hashes"), 1);
    expect(finding("hash-mismatch")).toMatchObject({ packages: ["purepkg"], severity: "error" });
    expect(finding("hash-mismatch").places).toEqual([{ file: "requirements.txt", line: 1, column: 1 }]);
  });

  it("says which requirement lacks a hash where hashes are demanded", async () => {
    const { sha256 } = requireFile(PROJECTS, "cext-0.1.0.tar.gz");
    stage.write("requirements.txt", `cext==0.1.0 --hash=sha256:${sha256}\npurepkg==1.0.0\n`);
    expectExit(await build(), 1);
    expect(finding("hash-missing").packages).toEqual(["purepkg"]);
  });

  it("refuses a file that is not the one whose digest the index names", async () => {
    index.faults.set("/simple/purepkg/", { kind: "hash-lie" });
    stage.write("requirements.txt", "purepkg==1.0.0\ncext\n");
    expectExit(await build(), 1);
    expect(finding("hash-mismatch")).toMatchObject({ packages: ["purepkg"] });
    expect(stage.report().targets[0]?.packages.filter(({ name }) => name === "purepkg")).toEqual([]);
  });

  it("tells an index that answers 503 from a project that does not exist", async () => {
    index.faults.set("/simple/purepkg/", { kind: "status", status: 503 });
    stage.write("requirements.txt", "purepkg\n");
    expectExit(await build(), 1);
    expect(finding("network").message).toContain("503");
    expectDoubt();
  });

  it("says that an index does not answer", async () => {
    const port = await freePort();
    stage.write("requirements.txt", "purepkg\n");
    expectExit(await stage.build(["--index-url", `http://127.0.0.1:${port}/simple/`]), 1);
    expect(finding("network").message).toContain(`127.0.0.1:${port}`);
    expectDoubt();
  });

  it("says that a file with --no-index goes past the loopback index, and builds from its find-links", async () => {
    const sdist = requireFile(PROJECTS, "cext-0.1.0.tar.gz");
    stage.write(`links/${sdist.filename}`, sdist.bytes);
    stage.write("requirements.txt", "--no-index\n--find-links links\ncext\n");
    expectExit(await build(), 0);
    expect(index.requests).toEqual([]);
    expect(finding("index-bypassed")).toMatchObject({
      severity: "warning",
      places: [{ file: "requirements.txt", line: 1, column: 1 }],
    });
    expect(stage.package("cext").status).toBe("built");
  });

  it("shows pip's own words with the index and the files as the user knows them", async () => {
    stage.write("requirements.txt", "cext\n");
    const run = await build("-vv");
    expectExit(run, 0);
    expect(run.stderr).toContain(`Looking in indexes: ${index.url}`);
    expect(run.stderr).toContain("(from -r requirements.txt (line 1))");
    expect(run.stderr).toContain("Successfully built cext");
    const { host } = new URL(index.url);
    const others = run.stderr.match(/http:\/\/127\.0\.0\.1:\d+/g)?.filter((address) => address !== `http://${host}`);
    expect(others).toEqual([]);
  });

  it("keeps a build out of the way that only-binary forbids", async () => {
    stage.write("requirements.txt", "cext\n");
    expectExit(await build("--only-binary", ":all:"), 1);
    expect(finding("no-matching-distribution").packages).toEqual(["cext"]);
  });
});

/** A port of loopback on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address !== null ? address.port : 1;
}
