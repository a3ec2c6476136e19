import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dryRun, type PipReport, runPip } from "../../rig/pip.ts";
import { buildProjects, requireFile } from "../../rig/projects/build-projects.ts";
import { makeWheel } from "../../rig/projects/project.ts";
import type { IndexFormat } from "../../rig/simple-index/pages.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { hold, type OpenedGateway, type OpenOptions, openGateway } from "./open-gateway.ts";

const projects = buildProjects();
const wheel = requireFile(projects, "purepkg-1.1.0-py3-none-any.whl");
const sdist = requireFile(projects, "puresdist-0.3.0.tar.gz");

let folder: string;
const open: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pip-"));
});
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(format: IndexFormat = "json"): Promise<SimpleIndex> {
  const index = await startSimpleIndex({ projects, format });
  open.push(index);
  return index;
}

async function gatewayFor(urls: readonly string[], options: OpenOptions = {}): Promise<OpenedGateway> {
  const gateway = await openGateway(urls, options);
  open.push(gateway);
  return gateway;
}

function chosen(gateway: OpenedGateway, report: PipReport | null): (string | undefined)[] {
  return (report?.install ?? []).map((item) => gateway.session.identify(item.download_info.url)?.filename).sort();
}

describe.each<IndexFormat>(["json", "html", "html-only"])(
  "pip through the gateway to an index that speaks %s",
  (format) => {
    it("resolves as it would without, and every address it reports can be told", async () => {
      const index = await start(format);
      const gateway = await gatewayFor([index.url]);
      const { report, stderr } = await dryRun(["--index-url", gateway.url, "chain", "yankedpkg", "manypkg"]);
      expect(stderr).toBe("");
      expect(chosen(gateway, report)).toEqual([
        "chain-1.0-py3-none-any.whl",
        expect.stringMatching(/^manypkg-2\.0\.0-.*x86_64|^manypkg-2\.0\.0-.*aarch64/),
        "purepkg-1.1.0-py3-none-any.whl",
        "puresdist-0.3.0.tar.gz",
        "yankedpkg-1.0-py3-none-any.whl",
      ]);
      const url = report?.install.find((item) => item.metadata.name === "purepkg")?.download_info.url ?? "";
      expect(gateway.session.identify(url)).toEqual({
        filename: wheel.filename,
        project: "purepkg",
        url: `${index.origin}/files/${wheel.filename}`,
        sha256: wheel.sha256,
        yanked: false,
        held: null,
      });
      expect(gateway.session.troubles()).toEqual([]);
      expect(gateway.session.tally().pages).toBe(5);
    });

    it("asks the index for no file and no metadata when all wheels are held, and prefers one built from an sdist", async () => {
      const index = await start(format);
      const built = makeWheel({ name: "puresdist", version: "0.3.0" }, "py3-none-any", { "puresdist/__init__.py": "" });
      const held = await Promise.all([
        hold(folder, wheel, "purepkg"),
        hold(folder, requireFile(projects, "needs_old-1.0-py3-none-any.whl"), "needs-old"),
        hold(folder, requireFile(projects, "shared_lib-1.0-py3-none-any.whl"), "shared-lib"),
        hold(folder, built, "puresdist", sdist.sha256),
      ]);
      const gateway = await gatewayFor([index.url], { held });
      const { report, stderr } = await dryRun(["--index-url", gateway.url, "purepkg", "needs-old", "puresdist"]);
      expect(stderr).toBe("");
      expect(report?.install).toHaveLength(4);
      for (const item of report?.install ?? []) await gateway.session.take(item.download_info.url);
      expect([index.count("page"), index.count("file"), index.count("metadata")]).toEqual([4, 0, 0]);
      expect(gateway.session.tally()).toMatchObject({ pages: 4, files: 0, metadata: 0 });
      const url = report?.install.find((item) => item.metadata.name === "puresdist")?.download_info.url ?? "";
      expect(gateway.session.identify(url)).toMatchObject({
        filename: built.filename,
        held: held[3],
        sha256: built.sha256,
      });
      expect(await gateway.session.take(url)).toMatchObject({ path: held[3]?.path, source: "held", seconds: null });
    });
  },
);

describe("pip through the gateway", () => {
  it("downloads what it needs once: take() uses what passed through", async () => {
    const index = await start("html-only");
    const gateway = await gatewayFor([index.url]);
    const { report } = await dryRun(["--index-url", gateway.url, "purepkg"]);
    const taken = await gateway.session.take(report?.install[0]?.download_info.url ?? "");
    expect(index.count("file")).toBe(1);
    expect(taken).toMatchObject({ sha256: wheel.sha256, bytes: wheel.bytes.length, source: "index" });
    expect(taken.seconds).toBeGreaterThan(0);
    expect(new Uint8Array(await readFile(taken.path))).toEqual(new Uint8Array(wheel.bytes));
    expect(taken.path.endsWith(`/${wheel.sha256}/${wheel.filename}`)).toBe(true);
  });

  it("keeps to hashes, which a built wheel does not have", async () => {
    const index = await start();
    const built = makeWheel({ name: "puresdist", version: "0.3.0" }, "py3-none-any", {});
    const gateway = await gatewayFor([index.url], { held: [await hold(folder, built, "puresdist", sdist.sha256)] });
    const requirements = join(folder, "requirements.txt");
    const pinned = `puresdist==0.3.0 --hash=sha256:${sdist.sha256}\npurepkg==1.1.0 --hash=sha256:${wheel.sha256}\n`;
    await writeFile(requirements, pinned);
    const good = await dryRun(["--index-url", gateway.url, "--require-hashes", "-r", requirements]);
    expect(chosen(gateway, good.report)).toEqual([wheel.filename, sdist.filename]);
    await writeFile(requirements, pinned.replace(wheel.sha256, "0".repeat(64)));
    const bad = await dryRun(["--index-url", gateway.url, "--require-hashes", "-r", requirements]);
    expect(bad.stderr).toContain("THESE PACKAGES DO NOT MATCH THE HASHES");
  });

  it("sees two indexes in their order, and one that a requirements file names", async () => {
    const [first, second] = [await start(), await startSimpleIndex({ projects: [] })];
    open.push(second);
    const gateway = await gatewayFor([second.url, first.url]);
    const extra = gateway.session.indexUrls.flatMap((url, at) => (at === 0 ? [] : ["--extra-index-url", url]));
    const { report } = await dryRun(["--index-url", gateway.url, ...extra, "purepkg"]);
    expect(chosen(gateway, report)).toEqual([wheel.filename]);
    expect(second.requests.map(({ path, status }) => [path, status])).toEqual([["/simple/purepkg/", 404]]);
    expect(gateway.session.troubles()).toEqual([]);
    const named = await dryRun(["--index-url", gateway.session.standIn("index", first.url), "shared-lib"]);
    expect(chosen(gateway, named.report)).toEqual(["shared_lib-2.0-py3-none-any.whl"]);
  });

  it("follows a page of links, and a link to one file", async () => {
    const index = await start("html");
    const gateway = await gatewayFor([], { settings: { findLinksUrls: [index.findLinksUrl] } });
    const page = gateway.session.findLinksUrls[0] ?? "";
    const { report } = await dryRun(["--no-index", "--find-links", page, "needs-new"]);
    expect(chosen(gateway, report)).toEqual(["needs_new-1.0-py3-none-any.whl", "shared_lib-2.0-py3-none-any.whl"]);
    const link = gateway.session.standIn(
      "find-links",
      `${index.origin}/files/${wheel.filename}#sha256=${wheel.sha256}`,
    );
    const one = await dryRun(["--no-index", "--find-links", link, "purepkg"]);
    expect(chosen(gateway, one.report)).toEqual([wheel.filename]);
    expect(gateway.session.standIn("find-links", "file:///srv/wheels")).toBe("file:///srv/wheels");
  });

  it("builds an sdist that it took from the gateway", async () => {
    const index = await start();
    const gateway = await gatewayFor([index.url]);
    const run = await runPip(["wheel", "-q", "--no-deps", "-w", folder, "--index-url", gateway.url, "puresdist"]);
    expect([run.code, run.stderr]).toEqual([0, ""]);
  });
});
