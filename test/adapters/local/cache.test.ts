import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeLocalCache } from "../../../src/adapters/local/cache.ts";
import { bytesOf } from "../../rig/store/sample-pack.ts";

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "wheelhouse-local-"));
  folder = join(root, "cache");
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function packOf(seed: string, bytes = 3000): Promise<string> {
  const path = join(root, `${seed}.pack`);
  await writeFile(path, bytesOf(seed, bytes));
  return path;
}
const lookup = (key: string) => ({ key, restoreKeys: [] });

describe("the local cache", () => {
  it("keeps its bytes when the saved file or a restored one is removed", async () => {
    const cache = makeLocalCache({ folder });
    const pack = await packOf("one");
    await cache.save("k-1", pack);
    await writeFile(pack, "something else");
    await cache.restore(lookup("k-1"), join(root, "first"));
    await rm(join(root, "first"), { recursive: true });
    const restored = await cache.restore(lookup("k-1"), join(root, "second"));
    expect(restored).toMatchObject({ kind: "restored", bytes: 3000 });
    expect(await readFile(join(root, "second", "wheelhouse.pack"))).toEqual(Buffer.from(bytesOf("one", 3000)));
  });

  it("drops the oldest entries when it has more than its limit, never the one just saved", async () => {
    const cache = makeLocalCache({ folder, maxBytes: 7000 });
    for (const seed of ["a", "b", "c"]) await cache.save(`k-${seed}`, await packOf(seed));
    expect(await cache.restore(lookup("k-a"), join(root, "out"))).toEqual({ kind: "miss" });
    expect(await cache.restore(lookup("k-b"), join(root, "out"))).toMatchObject({ key: "k-b" });
    expect(await cache.save("k-large", await packOf("large", 9000))).toEqual({ kind: "saved", bytes: 9000 });
    expect(await cache.restore(lookup("k-large"), join(root, "out"))).toMatchObject({ bytes: 9000 });
    expect(await readdir(folder)).toHaveLength(1);
  });

  it("takes an entry that was saved again, or used, for the newest", async () => {
    const cache = makeLocalCache({ folder, maxBytes: 7000 });
    const newest = async () =>
      (await cache.restore({ key: "k-", restoreKeys: [] }, join(root, "out"))) as { key?: string };
    const pause = () => new Promise((done) => setTimeout(done, 5));
    const packs = { a: await packOf("a"), b: await packOf("b"), c: await packOf("c") };
    await cache.save("k-a", packs.a);
    await pause();
    await cache.save("k-b", packs.b);
    expect(await newest()).toMatchObject({ key: "k-b" });
    await pause();
    expect(await cache.save("k-a", packs.a)).toEqual({ kind: "exists", renewed: true });
    expect(await newest()).toMatchObject({ key: "k-a" });
    await pause();
    await cache.restore(lookup("k-b"), join(root, "out"));
    await pause();
    await cache.save("k-c", packs.c);
    expect(await cache.restore(lookup("k-a"), join(root, "out"))).toEqual({ kind: "miss" });
    expect(await cache.restore(lookup("k-b"), join(root, "out"))).toMatchObject({ key: "k-b" });
  });

  it("lets one of many processes write an entry, which is whole", async () => {
    const module = new URL("../../../src/adapters/local/cache.ts", import.meta.url).href;
    const program = `
      const { makeLocalCache } = await import(${JSON.stringify(module)});
      const [folder, pack] = process.argv.slice(1);
      console.log((await makeLocalCache({ folder }).save("k-1", pack)).kind);`;
    const packs = await Promise.all(["1", "2", "3", "4"].map((seed) => packOf(seed, 500_000)));
    const runs = packs.map((pack) =>
      promisify(execFile)(process.execPath, ["--input-type=module", "-e", program, folder, pack]),
    );
    const kinds = (await Promise.all(runs)).map(({ stdout }) => stdout.trim()).sort();
    expect(kinds).toEqual(["exists", "exists", "exists", "saved"]);
    await makeLocalCache({ folder }).restore(lookup("k-1"), join(root, "out"));
    const bytes = await readFile(join(root, "out", "wheelhouse.pack"));
    const written = await Promise.all(packs.map((pack) => readFile(pack)));
    expect(written.filter((one) => one.equals(bytes))).toHaveLength(1);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it("does not see what a killed process left behind, and removes it after a day", async () => {
    const cache = makeLocalCache({ folder });
    const [young, old] = [join(folder, "staging-0001"), join(folder, "staging-0002")];
    for (const staging of [young, old]) {
      await mkdir(staging, { recursive: true });
      await writeFile(join(staging, "key"), "k-half");
      await writeFile(join(staging, "pack"), "half");
    }
    await utimes(old, new Date(0), new Date(0));
    expect(await cache.restore(lookup("k-half"), join(root, "out"))).toEqual({ kind: "miss" });
    await cache.save("k-1", await packOf("one"));
    expect((await readdir(folder)).filter((name) => name.startsWith("staging-"))).toEqual(["staging-0001"]);
  });

  it("does not follow links in its folder", async () => {
    const cache = makeLocalCache({ folder });
    const entry = join(folder, "a".repeat(64));
    await mkdir(entry, { recursive: true });
    await writeFile(join(entry, "key"), "k-1");
    await writeFile(join(root, "secret"), "secret");
    await symlink(join(root, "secret"), join(entry, "pack"));
    expect(await cache.restore(lookup("k-1"), join(root, "out"))).toEqual({ kind: "miss" });
  });

  it("answers with a sentence when its folder is none", async () => {
    await writeFile(folder, "a file");
    const cache = makeLocalCache({ folder });
    expect(await cache.restore(lookup("k-1"), join(root, "out"))).toEqual({
      kind: "unavailable",
      reason: "The cache was not restored: ENOTDIR.",
    });
    expect((await cache.save("k-1", await packOf("one"))).kind).toBe("unavailable");
  });
});
