import { readFileSync, rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildProjects, requireFile } from "../../rig/projects/build-projects.ts";
import type { IndexFormat } from "../../rig/simple-index/pages.ts";
import { type SimpleIndex, type SimpleIndexOptions, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { expectCounts, expectExit } from "./expect-run.ts";
import { makeStage, type Stage } from "./stage.ts";

const PROJECTS = buildProjects();
const SDIST = requireFile(PROJECTS, "cext-0.1.0.tar.gz");

describe("A second run on unchanged input", () => {
  let stage: Stage;
  const indexes: SimpleIndex[] = [];
  const serve = async (options: Partial<SimpleIndexOptions> = {}): Promise<SimpleIndex> => {
    const index = await startSimpleIndex({ projects: PROJECTS, ...options });
    indexes.push(index);
    return index;
  };

  beforeEach(() => {
    stage = makeStage();
  });
  afterEach(async () => {
    stage.remove();
    for (const index of indexes.splice(0)) await index.close();
  });

  /** Builds, forgets pip's own cache and what the indexes saw, and builds again. */
  async function buildTwice(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
    expectExit(await stage.build(args, env), 0);
    for (const index of indexes) index.forget();
    rmSync(`${stage.home}/.cache/pip`, { recursive: true, force: true });
    expectExit(await stage.build(args, env), 0);
  }

  function expectPagesOnly(): void {
    const kinds = indexes.flatMap((index) => index.requests.map(({ kind, path }) => `${kind} ${path}`));
    expect(kinds).not.toEqual([]);
    expect(kinds.filter((text) => !text.startsWith("page "))).toEqual([]);
    expectCounts(stage, { downloaded: 0, built: 0, failed: 0 });
  }

  it.each<IndexFormat>(["json", "html", "html-only"])(
    "asks an index that speaks %s for pages alone",
    async (format) => {
      const index = await serve({ format });
      stage.write("requirements.txt", "purepkg\nmanypkg\ncext\nchain\n");
      await buildTwice(["--index-url", index.url]);
      expectPagesOnly();
      expectCounts(stage, { requirements: 4, packages: 5, reused: 5 });
      expect(stage.wheels()).toHaveLength(5);

      index.forget();
      stage.write("requirements.txt", "purepkg\nmanypkg\ncext\nchain\nshared-lib==1.0\n");
      expectExit(await stage.build(["--index-url", index.url]), 0);
      const files = index.requests.filter(({ kind }) => kind !== "page").map(({ path }) => path);
      const added = "/files/shared_lib-1.0-py3-none-any.whl";
      expect([...new Set(files)].filter((path) => path !== `${added}.metadata`)).toEqual([added]);
      expectCounts(stage, { downloaded: 1, built: 0, reused: 5 });
    },
  );

  it("reuses the wheel of an sdist that the requirements pin by its hash", async () => {
    const index = await serve();
    stage.write("requirements.txt", `cext==0.1.0 --hash=sha256:${SDIST.sha256}\n`);
    await buildTwice(["--index-url", index.url, "--require-hashes"]);
    expectPagesOnly();
    expectCounts(stage, { reused: 1 });
  });

  it("finds its own wheelhouse after another project with the same target was built", async () => {
    const index = await serve();
    stage.write("service-a.txt", "cext\nmanypkg\n");
    stage.write("service-b.txt", "purepkg\n");
    const build = async (file: string): Promise<void> =>
      expectExit(await stage.build(["-r", file, "--index-url", index.url]), 0);
    for (const file of ["service-a.txt", "service-b.txt", "service-a.txt", "service-b.txt"]) await build(file);
    expectCounts(stage, { downloaded: 0, built: 0, reused: 1 });
    await build("service-a.txt");
    expectCounts(stage, { downloaded: 0, built: 0, reused: 2 });
  });

  it("finds the wheels of before when the requirements go back to what they were", async () => {
    const index = await serve();
    const build = async (requirements: string): Promise<void> => {
      stage.write("requirements.txt", requirements);
      expectExit(await stage.build(["--index-url", index.url]), 0);
    };
    for (const requirements of ["cext\nmanypkg\n", "purepkg\n", "cext\nmanypkg\n"]) await build(requirements);
    await build("cext\nmanypkg\n");
    expectCounts(stage, { downloaded: 0, built: 0, reused: 2 });
  });

  it("works with two indexes that hold different projects", async () => {
    const first = await serve({ projects: PROJECTS.filter(({ name }) => name === "chain" || name === "puresdist") });
    const second = await serve({ projects: PROJECTS.filter(({ name }) => name === "purepkg"), format: "html" });
    stage.write("requirements.txt", "chain\n");
    await buildTwice(["--index-url", first.url, "--extra-index-url", second.url]);
    expectPagesOnly();
    expectCounts(stage, { packages: 3, reused: 3 });
  });

  it("obeys index options inside of the requirements file, and sends them through the loopback index", async () => {
    const first = await serve({ projects: PROJECTS.filter(({ name }) => name !== "purepkg") });
    const second = await serve({ projects: PROJECTS.filter(({ name }) => name === "purepkg") });
    stage.write(
      "requirements.txt",
      `--index-url ${first.url}\n--extra-index-url=${second.url}\n--trusted-host index.example\npurepkg==1.0.0\ncext\n`,
    );
    await buildTwice([]);
    expectPagesOnly();
    expectCounts(stage, { packages: 2, reused: 2 });
  });

  it("takes the address of the index out of pip's environment and configuration", async () => {
    const index = await serve();
    stage.write("requirements.txt", "purepkg\n");
    await buildTwice([], { PIP_INDEX_URL: index.url });
    expectPagesOnly();
    index.forget();
    const config = stage.write("pip.conf", `[global]\nindex-url = ${index.url}\n`);
    expectExit(await stage.build([], { PIP_CONFIG_FILE: config }), 0);
    expectPagesOnly();
  });

  it("takes files of a find-links folder, also one that a requirements file names beside itself", async () => {
    const index = await serve({ projects: PROJECTS.filter(({ name }) => name !== "purepkg" && name !== "shared-lib") });
    const wheel = requireFile(PROJECTS, "purepkg-1.0.0-py3-none-any.whl");
    const beside = requireFile(PROJECTS, "shared_lib-1.0-py3-none-any.whl");
    stage.write(`links/${wheel.filename}`, wheel.bytes);
    stage.write(`deps/more/${beside.filename}`, beside.bytes);
    stage.write("deps/requirements.txt", "--find-links more\npurepkg\nshared-lib\ncext\n");
    await buildTwice(["-r", "deps/requirements.txt", "--index-url", index.url, "--find-links", "links"]);
    expect(stage.wheels()).toContain(wheel.filename);
    expect(stage.wheels()).toContain(beside.filename);
    expect(stage.package("cext").status).toBe("reused");
    expectCounts(stage, { packages: 3, built: 0, downloaded: 0 });
  });

  it.each([
    ["by its absolute path", (root: string) => `${root}/links`],
    ["by a file: URL", (root: string) => `file://${root}/links`],
    ["from the working directory, as pip does when nothing is beside the file", () => "links"],
  ])("takes files of a find-links folder that a requirements file in a folder names %s", async (_title, value) => {
    const index = await serve({ projects: [] });
    const wheel = requireFile(PROJECTS, "purepkg-1.0.0-py3-none-any.whl");
    stage.write(`links/${wheel.filename}`, wheel.bytes);
    stage.write("deps/requirements.txt", `--find-links ${value(stage.project)}\npurepkg\n`);
    expectExit(await stage.build(["-r", "deps/requirements.txt", "--index-url", index.url]), 0);
    expect(stage.wheels()).toEqual([wheel.filename]);
  });

  it("takes files of a find-links page", async () => {
    const index = await serve();
    const empty = await serve({ projects: [] });
    stage.write("requirements.txt", "purepkg\n");
    await buildTwice(["--index-url", empty.url, "--find-links", index.findLinksUrl]);
    expectPagesOnly();
  });

  it("keeps to constraints and reads included files, naming the file that asked", async () => {
    const index = await serve();
    stage.write("constraints/all.txt", "purepkg<1.1\n");
    stage.write("requirements/base.txt", "\nchain  # from the base\n");
    stage.write("requirements.txt", "-r requirements/base.txt\n-c constraints/all.txt\ncext\n");
    await buildTwice(["--index-url", index.url]);
    expectPagesOnly();
    expect(stage.package("purepkg")).toMatchObject({ version: "1.0.0", requiredBy: ["chain"], requestedBy: [] });
    expect(stage.package("chain").requestedBy).toEqual([{ file: "requirements/base.txt", line: 2, column: 1 }]);
    expectExit(
      await stage.build(["--index-url", index.url, "-r", "requirements/base.txt", "-c", "constraints/all.txt"]),
      0,
    );
    expect(stage.package("purepkg").version).toBe("1.0.0");
  });

  it("builds a local project of the working directory again, since its files may have changed", async () => {
    const index = await serve();
    stage.write(
      "pkg/pyproject.toml",
      '[build-system]\nrequires = []\nbuild-backend = "tiny_backend"\nbackend-path = ["."]\n',
    );
    stage.write("pkg/tiny.json", '{"package": "localpkg", "extension": null, "hook": null}');
    stage.write("pkg/PKG-INFO", "Metadata-Version: 2.2\nName: localpkg\nVersion: 0.1\nRequires-Dist: purepkg\n");
    stage.write("pkg/localpkg/__init__.py", "");
    const backend = new URL("../../rig/projects/sources/tiny_backend.py", import.meta.url);
    stage.write("pkg/tiny_backend.py", readFileSync(backend));
    stage.write("requirements.txt", "./pkg\n");
    await buildTwice(["--index-url", index.url]);
    expect(stage.package("localpkg")).toMatchObject({ status: "built", origin: "path", version: "0.1" });
    expect(stage.package("purepkg").status).toBe("reused");
    expect(index.requests.filter(({ kind }) => kind !== "page")).toEqual([]);
  });

  it("holds the file of a direct address to its digest and says that pip fetches it by itself", async () => {
    const index = await serve();
    const wheel = requireFile(PROJECTS, "purepkg-1.0.0-py3-none-any.whl");
    const address = `${index.origin}/files/${wheel.filename}`;
    stage.write("requirements.txt", `purepkg @ ${address}#sha256=${wheel.sha256}\n`);
    await buildTwice(["--index-url", index.url]);
    expect(stage.wheels()).toEqual([wheel.filename]);
    expect(stage.package("purepkg")).toMatchObject({ status: "reused", sha256: wheel.sha256 });
    const told = stage.report().findings.find(({ places }) => places[0]?.file === "requirements.txt");
    expect(told?.message).toContain("fetches by itself");
  });
});
