import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeGithubCache } from "../../src/adapters/github/cache.ts";
import { makeLocalCache } from "../../src/adapters/local/cache.ts";
import type { WheelhouseCache } from "../../src/ports/cache.ts";
import { makeMemoryCache } from "../fakes/memory-cache.ts";
import { startActionsService } from "../rig/actions-service/index.ts";
import { CACHE_CLIENT, environmentFor } from "../rig/store/cache-client.ts";
import { bytesOf } from "../rig/store/sample-pack.ts";

interface Made {
  readonly cache: WheelhouseCache;
  close(): Promise<void>;
}

const nothing = async () => {};
const IMPLEMENTATIONS: Readonly<Record<string, (folder: string) => Promise<Made>>> = {
  "the fake": async () => ({ cache: makeMemoryCache(), close: nothing }),
  "the local folder": async (folder) => ({ cache: makeLocalCache({ folder: join(folder, "cache") }), close: nothing }),
  "GitHub's service": async () => {
    const service = await startActionsService();
    const environment = environmentFor(service);
    return {
      cache: makeGithubCache({ environment, clientModule: CACHE_CLIENT, debug: () => {} }),
      close: () => service.close(),
    };
  },
};

describe.each(Object.entries(IMPLEMENTATIONS))("the cache port over %s", (_name, make) => {
  let folder: string;
  let made: Made;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "wheelhouse cache "));
    made = await make(folder);
  });
  afterEach(async () => {
    await made.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function packOf(seed: string): Promise<string> {
    const path = join(folder, `${seed}.pack`);
    await writeFile(path, bytesOf(seed, 3000));
    return path;
  }
  const out = () => join(folder, "out");

  it("gives back the bytes that were saved", async () => {
    expect(await made.cache.save("wheelhouse-a-1", await packOf("one"))).toEqual({ kind: "saved", bytes: 3000 });
    const restored = await made.cache.restore({ key: "wheelhouse-a-1", restoreKeys: [] }, out());
    expect(restored).toMatchObject({ kind: "restored", key: "wheelhouse-a-1", bytes: 3000, exact: true });
    if (restored.kind === "restored") expect(await readFile(restored.pack)).toEqual(Buffer.from(bytesOf("one", 3000)));
  });

  it("leaves nothing but the pack in the folder, and the saved file where it was", async () => {
    const pack = await packOf("one");
    await made.cache.save("wheelhouse-a-1", pack);
    await made.cache.restore({ key: "wheelhouse-a-1", restoreKeys: [] }, out());
    expect(await readdir(out())).toEqual(["wheelhouse.pack"]);
    expect(await readFile(pack)).toEqual(Buffer.from(bytesOf("one", 3000)));
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("answers a miss when no key fits", async () => {
    await made.cache.save("wheelhouse-a-1", await packOf("one"));
    const restored = await made.cache.restore({ key: "wheelhouse-b-", restoreKeys: ["wheelhouse-c-"] }, out());
    expect(restored).toEqual({ kind: "miss" });
  });

  it("takes the newest entry that begins with a restore key, and the first restore key before the second", async () => {
    await made.cache.save("wheelhouse-pr-1", await packOf("older"));
    await made.cache.save("wheelhouse-pr-2", await packOf("newer"));
    await made.cache.save("wheelhouse-default-3", await packOf("newest"));
    const key = { key: "wheelhouse-pr-", restoreKeys: ["wheelhouse-default-"] };
    expect(await made.cache.restore(key, out())).toMatchObject({ key: "wheelhouse-pr-2", exact: false });
    const other = { key: "wheelhouse-branch-", restoreKeys: ["wheelhouse-default-"] };
    expect(await made.cache.restore(other, out())).toMatchObject({ key: "wheelhouse-default-3", exact: false });
  });

  it("prefers the exact key to a newer one that begins with it", async () => {
    await made.cache.save("wheelhouse-a", await packOf("short"));
    await made.cache.save("wheelhouse-a-longer", await packOf("longer"));
    const restored = await made.cache.restore({ key: "wheelhouse-a", restoreKeys: [] }, out());
    expect(restored).toMatchObject({ key: "wheelhouse-a", exact: true });
  });

  it("never replaces an entry", async () => {
    await made.cache.save("wheelhouse-a-1", await packOf("one"));
    expect(await made.cache.save("wheelhouse-a-1", await packOf("two"))).toMatchObject({ kind: "exists" });
    const restored = await made.cache.restore({ key: "wheelhouse-a-1", restoreKeys: [] }, out());
    if (restored.kind !== "restored") throw new Error("not restored");
    expect(await readFile(restored.pack)).toEqual(Buffer.from(bytesOf("one", 3000)));
  });

  it("answers with a sentence when the pack to be saved is not there", async () => {
    expect(await made.cache.save("wheelhouse-a-1", join(folder, "absent.pack"))).toEqual({
      kind: "unavailable",
      reason: expect.stringMatching(/^The cache .*ENOENT\.$/),
    });
  });
});
