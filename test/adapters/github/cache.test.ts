import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CacheSettings, makeGithubCache } from "../../../src/adapters/github/cache.ts";
import { nodePacks } from "../../../src/adapters/node/packs.ts";
import { type ActionsService, startActionsService } from "../../rig/actions-service/index.ts";
import { CACHE_CLIENT, environmentFor } from "../../rig/store/cache-client.ts";
import { HOSTILE_PACKS } from "../../rig/store/hostile-packs.ts";
import { bytesOf, packOf, SAMPLE_WHEELS } from "../../rig/store/sample-pack.ts";
import { makeSentinel, type Sentinel } from "../../rig/store/sentinel.ts";
import { tarMember } from "../../rig/store/tar-member.ts";

const KEY = "wheelhouse-v1-test-1";
const LOOKUP = { key: KEY, restoreKeys: [] };

let service: ActionsService;
let sentinel: Sentinel;
let pack: string;
let out: string;

beforeEach(async () => {
  service = await startActionsService();
  sentinel = await makeSentinel();
  pack = join(sentinel.inside, "wheelhouse.pack");
  out = join(sentinel.inside, "out");
  await writeFile(pack, packOf(SAMPLE_WHEELS));
});
afterEach(async () => {
  await service.close();
  await sentinel.remove();
});

function makeCache(settings: Partial<CacheSettings> & { readonly token?: string; readonly mode?: string } = {}) {
  const { token, mode, ...others } = settings;
  const environment = {
    ...environmentFor(service, token),
    ...(mode === undefined ? {} : { ACTIONS_CACHE_MODE: mode }),
  };
  return makeGithubCache({ environment, clientModule: CACHE_CLIENT, debug: () => {}, ...others });
}

/** sha256 of `/dev/null|gzip|1.0`: another version, after an update say, finds none of the entries saved before it. */
const VERSION = createHash("sha256").update("/dev/null|gzip|1.0").digest("hex");

/** As if an earlier run, or somebody with its token, had saved it. */
function plant(content: Uint8Array): void {
  service.plant({ key: KEY, version: VERSION, content: Buffer.from(content) });
}

async function restoreAndRead() {
  const restored = await makeCache().restore(LOOKUP, out);
  if (restored.kind !== "restored") return restored;
  return nodePacks.readPack(restored.pack, join(sentinel.inside, "wheels"));
}

describe("an entry that somebody else wrote", () => {
  const rows = ["A1", "A2", "A3"].flatMap((row) => HOSTILE_PACKS.filter((hostile) => hostile.row === row).slice(0, 2));
  it.each(
    rows.map((hostile) => [`${hostile.row}: writes nothing outside, an entry with ${hostile.what}`, hostile] as const),
  )("%s", async (_title, hostile) => {
    plant(hostile.make(sentinel.victim));
    const before = await sentinel.digest();
    const content = await restoreAndRead();
    expect(await sentinel.digest()).toBe(before);
    expect(content).toMatchObject({ kind: "refused" });
    expect((await readdir(sentinel.inside)).sort()).toEqual(["out", "wheelhouse.pack"]);
    expect(await readdir(out)).toEqual(["wheelhouse.pack"]);
  });

  it("A1: writes nothing outside when it is a compressed archive, as the client itself would have made it", async () => {
    const archive = [{ name: sentinel.victim.slice(-100) }, { name: "../../../../victim.txt" }].map(tarMember);
    plant(gzipSync(Buffer.concat([...archive, Buffer.alloc(1024)])));
    const before = await sentinel.digest();
    const content = await restoreAndRead();
    expect(await sentinel.digest()).toBe(before);
    expect(content).toMatchObject({ kind: "refused" });
  });

  it("A7: loses just the wheel whose bytes changed on the way", async () => {
    const whole = packOf(SAMPLE_WHEELS);
    const changed = Uint8Array.from(whole);
    const at = Buffer.from(whole).indexOf(Buffer.from(SAMPLE_WHEELS["gamma-3.0-py3-none-any.whl"] ?? []));
    changed[at] = (changed[at] ?? 0) ^ 1;
    plant(changed);
    expect(await restoreAndRead()).toMatchObject({
      kind: "read",
      wheels: [{}, {}],
      dropped: [{ file: "gamma-3.0-py3-none-any.whl", reason: "its bytes differ from the manifest" }],
    });
  });

  it("is not taken when it is larger than the limit", async () => {
    plant(bytesOf("large", 3_000_000));
    service.faults.add({ operation: "*", effect: { kind: "trickle", bytesPerSecond: 2_000_000 } });
    const restored = await makeCache({ maxBytes: 100_000 }).restore(LOOKUP, out);
    expect(restored).toEqual({
      kind: "unavailable",
      reason: "The cache was not restored: the entry has more than 100000 bytes.",
    });
    expect(await readdir(out)).toEqual([]);
  });
});

describe("what the service allows", () => {
  it.each([
    ["none", 0, 0],
    ["read", 1, 0],
    ["write", 1, 1],
    ["write-only", 0, 1],
    ["rubbish", 1, 1],
  ])("A11: in cache mode %j asks only for what it permits", async (mode, reads, writes) => {
    const cache = makeCache({ mode });
    const restored = await cache.restore(LOOKUP, out);
    const saved = await cache.save(KEY, pack);
    const count = (name: string) => service.requests.filter(({ operation }) => operation.endsWith(name)).length;
    expect([count("GetCacheEntryDownloadURL"), count("CreateCacheEntry")]).toEqual([reads, writes]);
    expect(restored.kind).toBe(reads === 1 ? "miss" : "unavailable");
    expect(saved.kind).toBe(writes === 1 ? "saved" : "unavailable");
    if (saved.kind === "unavailable") expect(saved.reason).toContain(JSON.stringify(mode.trim().toLowerCase()));
  });

  it("A12: says in one sentence that the token may not write", async () => {
    const token = service.token([{ ref: "refs/heads/main", permission: "read" }]);
    expect(await makeCache({ token }).save(KEY, pack)).toEqual({
      kind: "unavailable",
      reason: "The cache was not saved: this run's token may only read it.",
    });
  });

  it("A12: says in one sentence that writing was denied, also when the service says so by a 403", async () => {
    const body = { code: "permission_denied", msg: "cache write denied: the issuer downgraded the token" };
    service.faults.add({ operation: "CreateCacheEntry", effect: { kind: "status", status: 403, body } });
    expect(await makeCache().save(KEY, pack)).toEqual({
      kind: "unavailable",
      reason: "The cache was not saved: this run's token may only read it.",
    });
  });

  it("A12: says in one sentence that the token may not read", async () => {
    const token = service.token([{ ref: "refs/heads/main", permission: "write" }]);
    expect(await makeCache({ token }).restore(LOOKUP, out)).toEqual({
      kind: "unavailable",
      reason: "The cache was not restored: this run's token may not read it.",
    });
  });

  it("says that the uploads of this minute are used up", async () => {
    service.rules.uploadsPerMinute = 0;
    expect(await makeCache().save(KEY, pack)).toEqual({
      kind: "unavailable",
      reason: "The cache was not saved: the repository has used up its uploads of this minute.",
    });
  });

  it("says that the service gave no reason when it gave none", async () => {
    const effect = { kind: "status", status: 200, body: { ok: false, message: "" } } as const;
    service.faults.add({ operation: "CreateCacheEntry", effect });
    expect(await makeCache().save(KEY, pack)).toEqual({
      kind: "unavailable",
      reason: "The cache was not saved: the service gave no reason.",
    });
  });

  it("lets one of several writers win, and the others say that the entry is there", async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => makeCache().save(KEY, pack)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["exists", "exists", "saved"]);
    expect(service.entries.filter(({ state }) => state === "finalized")).toHaveLength(1);
  });
});

describe("trouble with the service", () => {
  it("is a sentence when there is none", async () => {
    const cache = makeGithubCache({ environment: {}, clientModule: CACHE_CLIENT, debug: () => {} });
    const reason = "The cache is off: this runner offers no cache service.";
    expect(await cache.restore(LOOKUP, out)).toEqual({ kind: "unavailable", reason });
    expect(await cache.save(KEY, pack)).toEqual({ kind: "unavailable", reason });
  });

  it("is a sentence when it is down", async () => {
    const cache = makeCache();
    await service.close();
    const restored = await cache.restore(LOOKUP, out);
    expect(restored).toMatchObject({
      kind: "unavailable",
      reason: expect.stringMatching(/^The cache was not restored: .+\.$/),
    });
  });

  it("ends in time when it never answers, and nothing of the client lives on", async () => {
    service.faults.add({ operation: "GetCacheEntryDownloadURL", effect: { kind: "silence" } });
    const restored = await makeCache({ patienceSeconds: 1 }).restore(LOOKUP, out);
    expect(restored).toEqual({
      kind: "unavailable",
      reason: "The cache was not restored: it took longer than 1 seconds.",
    });
    expect(await readdir(out)).toEqual([]);
  });

  it("is a sentence when the body is cut, and leaves nothing behind", async () => {
    plant(packOf(SAMPLE_WHEELS));
    service.faults.add({ operation: "*", effect: { kind: "cut", afterBytes: 1000 } });
    const restored = await makeCache({ patienceSeconds: 2 }).restore(LOOKUP, out);
    expect(restored.kind).toBe("unavailable");
    expect(await readdir(out)).toEqual([]);
  });
});

describe("the client in its thread", () => {
  it("changes neither PATH nor the step's output, and does not see the machine's tar", async () => {
    const { PATH, RUNNER_TEMP } = process.env;
    const seen: string[] = [];
    const real = process.stdout.write;
    const printed: unknown[] = [];
    process.stdout.write = (chunk: unknown) => printed.push(chunk) > 0;
    try {
      const cache = makeCache({ debug: (line) => seen.push(line) });
      const saving = cache.save(KEY, pack);
      expect([process.env.PATH, process.env.RUNNER_TEMP]).toEqual([PATH, RUNNER_TEMP]);
      await saving;
      await cache.restore(LOOKUP, out);
    } finally {
      process.stdout.write = real;
    }
    expect(printed).toEqual([]);
    const calls = seen.filter((line) => line.startsWith("[command]"));
    expect(calls).toHaveLength(2);
    for (const call of calls) expect(call).toContain(join(".cache-client-"));
  });

  it("shows no signed address in what it prints", async () => {
    const seen: string[] = [];
    const cache = makeCache({ debug: (line) => seen.push(line) });
    await cache.save(KEY, pack);
    await cache.restore(LOOKUP, out);
    expect(seen.length).toBeGreaterThan(10);
    const signatures = service.requests.flatMap(({ path }) => /[?&]sig=([^&]+)/.exec(path)?.[1] ?? []);
    expect(signatures.length).toBeGreaterThan(0);
    for (const signature of signatures) expect(seen.join("\n")).not.toContain(decodeURIComponent(signature));
  });

  it("downloads by ranges as on GitHub, and brings every byte back", async () => {
    await service.close();
    service = await startActionsService({ blobHost: "azure" });
    const bytes = bytesOf("five megabytes", 5_000_000);
    await writeFile(pack, bytes);
    expect(await makeCache().save(KEY, pack)).toEqual({ kind: "saved", bytes: 5_000_000 });
    const restored = await makeCache().restore(LOOKUP, out);
    expect(restored).toMatchObject({ kind: "restored", bytes: 5_000_000, exact: true });
    if (restored.kind === "restored") expect((await readFile(restored.pack)).equals(bytes)).toBe(true);
    expect(service.requests.filter(({ status }) => status === 206).length).toBeGreaterThan(1);
  });

  it("calls tar by name to pack and to unpack: the day it does not, this adapter has to change", async () => {
    const seen: string[] = [];
    const cache = makeCache({ debug: (line) => seen.push(line) });
    await cache.save(KEY, pack);
    await cache.restore(LOOKUP, out);
    const commands = seen.filter((line) => line.startsWith("[command]"));
    expect(commands[0]).toMatch(/\/bin\/tar --posix -cf cache\.tgz /);
    expect(commands[1]).toMatch(/\/bin\/tar -xf .*cache\.tgz -P /);
    expect(service.entries[0]?.blob.content).toEqual(await readFile(pack));
  });
});
