import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type ActionsService,
  type ActionsServiceOptions,
  startActionsService,
} from "../../rig/actions-service/index.ts";
import type { CacheScope } from "../../rig/actions-service/token.ts";
import { runToolkit, type ToolkitStep } from "../../rig/toolkit/run.ts";

let workspace: string;
let wheels: string;
let service: ActionsService;

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), "actions-service-"));
  wheels = join(workspace, "wheels");
  await mkdir(wheels);
});

afterEach(async () => {
  await service.close();
  await rm(workspace, { recursive: true, force: true });
});

async function start(options: ActionsServiceOptions = {}): Promise<void> {
  service = await startActionsService(options);
}

function run(steps: readonly ToolkitStep[], scopes?: readonly CacheScope[], env: Record<string, string> = {}) {
  return runToolkit(steps, { workspace, env: { ...service.environment(service.token(scopes)), ...env } });
}

const save = (key: string): ToolkitStep => ({ call: "saveCache", arguments: [[wheels], key] });
const restore = (key: string, restoreKeys: string[] = []): ToolkitStep => ({
  call: "restoreCache",
  arguments: [[wheels], key, restoreKeys],
});
const lookup = (key: string, restoreKeys: string[] = []): ToolkitStep => ({
  call: "restoreCache",
  arguments: [[wheels], key, restoreKeys, { lookupOnly: true }],
});
const upload = (name: string, files: string[], options = {}): ToolkitStep => ({
  call: "uploadArtifact",
  arguments: [name, files, workspace, options],
});
const values = (result: { results: readonly { value: unknown }[] }) => result.results.map(({ value }) => value);
const operations = () => service.requests.map(({ operation }) => operation);

describe.each(["plain", "azure"] as const)("the cache client with blobs on the %s host", (blobHost) => {
  it("saves an entry and brings the same bytes back", async () => {
    await start({ blobHost });
    const content = randomBytes(9 * 1024 * 1024);
    await writeFile(join(wheels, "a.whl"), content);
    expect(values(await run([save("wheels-1")]))).toEqual([1]);
    await rm(join(wheels, "a.whl"));
    expect(values(await run([restore("wheels-1")]))).toEqual(["wheels-1"]);
    expect((await readFile(join(wheels, "a.whl"))).equals(content)).toBe(true);
    expect(operations().includes("HeadBlob")).toBe(blobHost === "azure");
    const ranged = service.requests.filter(({ status }) => status === 206);
    expect(ranged.length > 1).toBe(blobHost === "azure");
  });

  it("treats a damaged download as a miss", async () => {
    await start({ blobHost });
    await writeFile(join(wheels, "a.whl"), randomBytes(100_000));
    service.faults.add({ operation: "GetBlob", effect: { kind: "flip", at: 50_000 } });
    const { results, stdout } = await run([save("wheels-1"), restore("wheels-1")]);
    expect(results[1]).toEqual({ value: null, error: null });
    expect(stdout).toContain("::warning::Failed to restore");
  });
});

describe("the cache client", () => {
  beforeEach(() => writeFile(join(wheels, "a.whl"), "wheel"));

  it("does not replace an entry that exists", async () => {
    await start();
    const { results, stdout } = await run([save("wheels-1"), save("wheels-1")]);
    expect(results.map(({ value }) => value)).toEqual([1, -1]);
    expect(stdout).toContain("another job may be creating this cache");
    expect(service.requests.filter(({ status }) => status === 409)).toHaveLength(1);
  });

  it("finds the exact key first, then the newest entry with the prefix, in the order of the keys", async () => {
    await start();
    const found = await run([
      save("wheels-a-1"),
      save("wheels-a-2"),
      save("wheels-b-1"),
      save("wheels-a"),
      lookup("wheels-a"),
      lookup("wheels-a-"),
      lookup("wheels-"),
      lookup("none", ["wheels-c", "wheels-b", "wheels-a-1"]),
      lookup("none"),
    ]);
    expect(values(found).slice(4)).toEqual(["wheels-a", "wheels-a-2", "wheels-a", "wheels-b-1", null]);
  });

  it("separates versions, so another path string is a miss", async () => {
    await start();
    const other: ToolkitStep = { call: "restoreCache", arguments: [[`${wheels}/`], "wheels-1"] };
    expect(values(await run([save("wheels-1"), other, lookup("wheels-1")]))).toEqual([1, null, "wheels-1"]);
  });

  it("reads its own ref before the default branch and never a sibling", async () => {
    await start();
    const main: CacheScope = { ref: "refs/heads/main", permission: "read-write" };
    await run([save("wheels-main"), save("wheels-both")], [main]);
    const pull: CacheScope = { ref: "refs/pull/7/merge", permission: "read-write" };
    const fromPull = [pull, { ...main, permission: "read" }] as const;
    expect(values(await run([lookup("wheels-main"), save("wheels-pull"), save("wheels-both")], fromPull))).toEqual([
      "wheels-main",
      3,
      4,
    ]);
    expect(values(await run([lookup("wheels-")], fromPull))).toEqual(["wheels-both"]);
    expect(service.entries.at(-1)?.scope).toBe("refs/pull/7/merge");
    expect(values(await run([lookup("wheels-pull")], [main]))).toEqual([null]);
    expect(service.entries.map(({ scope }) => scope)).toEqual([
      "refs/heads/main",
      "refs/heads/main",
      "refs/pull/7/merge",
      "refs/pull/7/merge",
    ]);
  });

  it("is denied writing with a read-only token, and reading without a readable scope", async () => {
    await start();
    const saved = await run([save("wheels-1")], [{ ref: "refs/heads/main", permission: "read" }]);
    expect(values(saved)).toEqual([-1]);
    expect(saved.stdout).toMatch(/::warning::Failed to save: .*cache write denied:/);
    const read = await run([lookup("wheels-1")], [{ ref: "refs/heads/main", permission: "write" }]);
    expect(values(read)).toEqual([null]);
    expect(read.stdout).toMatch(/::warning::Failed to restore: .*cache read denied:/);
  });

  it("sends nothing that ACTIONS_CACHE_MODE forbids", async () => {
    await start();
    const forbidden = await run([save("wheels-1"), restore("wheels-1")], undefined, { ACTIONS_CACHE_MODE: "none" });
    expect(values(forbidden)).toEqual([-1, null]);
    expect(service.requests).toHaveLength(0);
  });

  it("is turned away after so many uploads in one minute, and let in again after it", async () => {
    let now = 1_000_000;
    await start({ rules: { uploadsPerMinute: 2 }, now: () => now });
    const limited = await run([save("wheels-1"), save("wheels-2"), save("wheels-3")]);
    expect(values(limited)).toEqual([1, 2, -1]);
    expect(limited.stdout).toContain("your rate limit will reset in 60 seconds");
    now += 60_001;
    expect(values(await run([save("wheels-3")]))).toEqual([3]);
  });

  it("does not find an upload that was never finalised, and blocks its key until the reservation is gone", async () => {
    await start();
    const off = service.faults.add({ operation: "FinalizeCacheEntryUpload", effect: { kind: "close" } });
    expect(values(await run([save("wheels-1"), lookup("wheels-1"), save("wheels-1")]))).toEqual([-1, null, -1]);
    off();
    service.expireReservations();
    expect(values(await run([save("wheels-1"), lookup("wheels-1")]))).toEqual([2, "wheels-1"]);
  });

  it("refuses to finalise what does not have the announced size", async () => {
    await start();
    service.faults.add({ operation: "PutBlob", effect: { kind: "status", status: 201, body: "" } });
    const { results, stdout } = await run([save("wheels-1")]);
    expect(results[0]?.value).toBe(-1);
    expect(stdout).toMatch(/::warning::size_bytes is \d+, but -1 bytes were uploaded/);
  });

  it("hears that the storage budget is used up", async () => {
    await start();
    service.rules.overBudget = true;
    const { results, stdout } = await run([save("wheels-1"), upload("report", [join(wheels, "a.whl")])]);
    expect(results[0]?.value).toBe(-1);
    expect(results[1]?.error).toContain("Artifact storage quota has been hit");
    expect(stdout).toContain("Failed to save");
  });

  it("loses the entries that were not used for the longest time when the repository is full", async () => {
    let now = 1;
    await start({ now: () => now++ });
    await run([save("wheels-1"), save("wheels-2"), lookup("wheels-1")]);
    service.rules.cacheBytes = 2.5 * (service.entries[0]?.blob.content?.length ?? 0);
    await run([save("wheels-3")]);
    expect(service.entries.map(({ key }) => key)).toEqual(["wheels-1", "wheels-3"]);
  });

  it("gets a miss when the signed address has run out", async () => {
    await start();
    service.faults.add({ operation: "GetBlob", effect: { kind: "status", status: 403, body: "" } });
    expect(values(await run([save("wheels-1"), restore("wheels-1")]))).toEqual([1, null]);
  });
});

describe("the artifact client", () => {
  beforeEach(() => writeFile(join(wheels, "a.whl"), "wheel"));

  it("uploads a zip, lists it, and downloads the same files with the digest that it gave", async () => {
    await start();
    const out = join(workspace, "out");
    const uploaded = await run([upload("wheels-arm64", [join(wheels, "a.whl")])]);
    const { id, digest } = (uploaded.results[0]?.value ?? {}) as { id: number; digest: string };
    expect(service.artifacts[0]).toMatchObject({ id, name: "wheels-arm64", digest: `sha256:${digest}` });
    const other = service.token(undefined, { job: "job-2" });
    const env = { ...service.environment(other) };
    const steps: ToolkitStep[] = [
      { call: "listArtifacts", arguments: [] },
      { call: "getArtifact", arguments: ["wheels-arm64"] },
      { call: "downloadArtifact", arguments: [id, { path: out, expectedHash: `sha256:${digest}` }] },
    ];
    const read = await runToolkit(steps, { workspace, env });
    expect(read.results[0]?.value).toMatchObject({ artifacts: [{ name: "wheels-arm64", id }] });
    expect(read.results[1]?.value).toMatchObject({ artifact: { id, digest: `sha256:${digest}` } });
    expect(read.results[2]).toEqual({ value: { downloadPath: out, digestMismatch: false }, error: null });
    expect(await readFile(join(out, "wheels", "a.whl"), "utf8")).toBe("wheel");
  });

  it("uploads one file as it is, called after the file", async () => {
    await start();
    const file = join(workspace, "wheelhouse-arm64.tgz");
    await writeFile(file, "packed");
    const { results } = await run([upload("ignored", [file], { skipArchive: true })]);
    expect(results[0]?.error).toBeNull();
    expect(service.artifacts.map(({ name, mimeType }) => [name, mimeType])).toEqual([
      ["wheelhouse-arm64.tgz", "application/octet-stream"],
    ]);
    expect(service.artifacts[0]?.blob.content?.toString()).toBe("packed");
    const download = { call: "downloadArtifact", arguments: [1, { path: join(workspace, "out") }] } as const;
    await run([download]);
    expect(await readFile(join(workspace, "out", "wheelhouse-arm64.tgz"), "utf8")).toBe("packed");
  });

  it("is refused a second artifact of the same name in the run", async () => {
    await start();
    const { results } = await run([upload("a", [join(wheels, "a.whl")]), upload("a", [join(wheels, "a.whl")])]);
    expect(results[0]?.error).toBeNull();
    expect(results[1]?.error).toContain("(409) Conflict: an artifact with this name already exists");
  });

  it("is refused a MIME type that is not on the list", async () => {
    await start();
    const file = join(workspace, "report.xlsx");
    await writeFile(file, "x");
    const { results } = await run([upload("x", [file], { skipArchive: true })]);
    expect(results[0]?.error).toContain("mime_type a valid mime_type is required");
  });

  it("sees only artifacts of its own run that are complete, and can delete one", async () => {
    await start();
    await run([upload("a", [join(wheels, "a.whl")])]);
    const list: ToolkitStep = { call: "listArtifacts", arguments: [] };
    const other = await runToolkit([list], {
      workspace,
      env: service.environment(service.token(undefined, { run: "run-2" })),
    });
    expect(other.results[0]?.value).toEqual({ artifacts: [] });
    const { results } = await run([{ call: "deleteArtifact", arguments: ["a"] }, list]);
    expect(results.map(({ value }) => value)).toEqual([{ id: 1 }, { artifacts: [] }]);
  });
});
