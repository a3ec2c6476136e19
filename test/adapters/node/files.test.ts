import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { nodeFiles } from "../../../src/adapters/node/files.ts";

const folder = mkdtempSync(join(tmpdir(), "wheelhouse-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

describe("nodeFiles", () => {
  it("writes below folders that do not exist yet, and leaves no temporary name", async () => {
    await nodeFiles.writeFile(at("new/deep/file.txt"), "text");
    expect(readFileSync(at("new/deep/file.txt"), "utf8")).toBe("text");
    expect(readdirSync(at("new/deep"))).toEqual(["file.txt"]);
  });

  it("does not wait for a FIFO and says what it is", async () => {
    execFileSync("mkfifo", [at("fifo")]);
    await expect(nodeFiles.readFile(at("fifo"))).rejects.toMatchObject({ code: "unreadable-file" });
  });

  it.each([["absent"], ["."]])("explains why %s cannot be read", async (name) => {
    await expect(nodeFiles.readFile(at(name))).rejects.toMatchObject({ code: "unreadable-file" });
  });

  it("reads no more than the limit", async () => {
    writeFileSync(at("large"), Buffer.alloc(11));
    await expect(nodeFiles.readFile(at("large"), { limit: 10 })).rejects.toThrow("11 bytes; at most 10");
  });

  it("does not follow a symbolic link in stat", async () => {
    symlinkSync("/", at("link"));
    expect(await nodeFiles.stat(at("link"))).toMatchObject({ kind: "symlink" });
    expect(await nodeFiles.stat(at("absent"))).toBeNull();
  });

  it("places a file as a hard link where it can, also over an existing one and over itself", async () => {
    writeFileSync(at("wheel"), "bytes");
    writeFileSync(at("there"), "old");
    await nodeFiles.place(at("wheel"), at("there"));
    await nodeFiles.place(at("wheel"), at("there"));
    expect(statSync(at("there")).ino).toBe(statSync(at("wheel")).ino);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("says that a path cannot be written, and names it", async () => {
    writeFileSync(at("plain"), "");
    await expect(nodeFiles.writeFile(at("plain/below"), "x")).rejects.toMatchObject({
      code: "not-writable",
      message: expect.stringContaining(at("plain/below")),
    });
  });

  it("digests", async () => {
    writeFileSync(at("empty"), "");
    expect(await nodeFiles.digest(at("empty"))).toEqual({
      sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      bytes: 0,
    });
  });
});
