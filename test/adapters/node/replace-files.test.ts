import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceFiles } from "../../../src/adapters/node/replace-files.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "wheelhouse-replace-"));
});
afterEach(() => rm(folder, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

describe("replaceFiles", () => {
  it("replaces contents, keeps modes and links, and leaves nothing else behind", async () => {
    const [own, linked] = [join(folder, "a.txt"), join(folder, "link.txt")];
    await writeFile(own, "old");
    await chmod(own, 0o664);
    await writeFile(join(folder, "b.txt"), "old");
    await symlink("b.txt", linked);
    const fresh = [own, linked].map((path) => [path, bytes("new")] as const);
    await replaceFiles(new Map(fresh));
    expect(await readFile(own, "utf8")).toBe("new");
    expect(await readFile(join(folder, "b.txt"), "utf8")).toBe("new");
    expect(await readlink(linked)).toBe("b.txt");
    expect((await stat(own)).mode & 0o777).toBe(0o664);
    expect(await readdir(folder)).toEqual(["a.txt", "b.txt", "link.txt"]);
  });

  it("leaves all of them as they were when one cannot be replaced", async () => {
    const own = join(folder, "a.txt");
    await writeFile(own, "old");
    // It can be staged beside, but no file is renamed over a folder; and one that is not there is not made.
    await mkdir(join(folder, "b"));
    for (const other of ["b", "absent.txt"]) {
      const files = [own, join(folder, other)].map((path) => [path, bytes("new")] as const);
      await expect(replaceFiles(new Map(files))).rejects.toMatchObject({ code: "not-writable" });
      expect(await readFile(own, "utf8")).toBe("old");
      expect(await readdir(folder)).toEqual(["a.txt", "b"]);
    }
  });

  it("keeps the old content of what cannot be put back, and names it", async () => {
    const names = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "last.txt"];
    const paths = names.map((name) => join(folder, name));
    const [first = "", second = "", last = ""] = [paths[0], paths[1], paths.at(-1)];
    for (const path of paths) await writeFile(path, "old");
    const replaced = replaceFiles(new Map(paths.map((path) => [path, bytes("new")])));
    const failed = expect(replaced).rejects.toMatchObject({
      code: "not-writable",
      message: expect.stringContaining(`and ${first} could not be put back`),
      hint: expect.stringMatching(/\.old\.tmp is the old .*a\.txt\.$/),
    });
    // Somebody makes folders of the first, when it is replaced, and of the last, before it is.
    while (readFileSync(first, "utf8") === "old") await setImmediate();
    for (const path of [first, last]) {
      rmSync(path);
      mkdirSync(path);
    }
    await failed;
    expect(await readFile(second, "utf8")).toBe("old");
    const [kept = "", ...rest] = (await readdir(folder)).filter((name) => name.endsWith(".tmp"));
    expect(rest).toEqual([]);
    expect(await readFile(join(folder, kept), "utf8")).toBe("old");
  });
});
