import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStream } from "../../../src/adapters/node/log-files/stream.ts";
import { nodeLogFiles } from "../../../src/adapters/node/log-files.ts";
import type { LogFile } from "../../../src/ports/logs.ts";
import { dockerCase } from "../../core/log/docker/docker-cases.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "log-files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, content: string | Uint8Array = "") => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), content);
};
const open = (path: string) => nodeLogFiles.open(path, folder);

async function readAll(file: LogFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.chunks()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const TEXT = Array.from({ length: 400_000 }, (_, line) => `line ${line}`).join("\n");

describe("a log file", () => {
  it.each([
    ["as it is", (text: string) => Buffer.from(text)],
    ["packed by gzip", (text: string) => gzipSync(text)],
    ["packed in two members", (text: string) => Buffer.concat([gzipSync(text.slice(0, 9)), gzipSync(text.slice(9))])],
  ])("is read in pieces, and its parts afterwards: %s", async (_name, pack) => {
    write("a.log", pack(TEXT));
    const file = await open("a.log");
    expect((await readAll(file)).toString()).toBe(TEXT);
    expect(Buffer.from(await file.read(2_000_000, 2_000_010)).toString()).toBe(TEXT.slice(2_000_000, 2_000_010));
    expect(file.cut).toBeNull();
    await file.close();
  });

  it("F11: that grows is read as far as it went when it was opened", async () => {
    write("a.log", "one\n");
    const file = await open("a.log");
    writeFileSync(join(folder, "a.log"), "two\n", { flag: "a" });
    expect((await readAll(file)).toString()).toBe("one\n");
    await file.close();
  });

  it.each([
    ["absent.log", /there is no such file/],
    ["folder", /it is a folder/],
    ["pipe", /it is a pipe/],
    ["/dev/zero", /it is a device/],
    ["a.log/b.log", /a part of the path is not a folder/],
  ])("F11: is refused with a reason: %s", async (path, reason) => {
    mkdirSync(join(folder, "folder"));
    write("a.log");
    execFileSync("mkfifo", [join(folder, "pipe")]);
    await expect(open(path)).rejects.toMatchObject({ code: "unreadable-file", message: expect.stringMatching(reason) });
  });

  it("F11: that unpacks without end is cut where no log would be, and says so", async () => {
    const file = join(folder, "bomb.gz");
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });
    const handle = openSync(file, "w");
    for (let member = 0; member < 24; member += 1) writeSync(handle, bomb);
    closeSync(handle);
    const log = await open("bomb.gz");
    let bytes = 0;
    for await (const chunk of log.chunks()) bytes += chunk.length;
    expect(bytes).toBe(1024 ** 3);
    expect(log.cut).toContain("unpacks to more than");
  });

  it("F7: that is packed and cut off is read as far as it goes", async () => {
    const packed = gzipSync(TEXT);
    write("a.log.gz", packed.subarray(0, packed.length / 2));
    const file = await open("a.log.gz");
    const text = (await readAll(file)).toString();
    expect(text.length).toBeGreaterThan(1_000);
    expect(TEXT.startsWith(text)).toBe(true);
    expect(file.cut).toContain("could only be unpacked in part");
  });

  it("that only looks packed is refused", async () => {
    write("a.log.gz", Buffer.from([0x1f, 0x8b, 1, 2, 3]));
    await expect(open("a.log.gz").then(readAll)).rejects.toMatchObject({ code: "unreadable-file" });
  });
});

describe("an archive of logs, as GitHub gives it", () => {
  const zip = (files: Readonly<Record<string, string>>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

  it("is the logs at its top, each a log of its own", async () => {
    write(
      "logs.zip",
      zip({ "0_build.txt": TEXT, "build/1_Set up job.txt": "no", "1_test.txt": "two", "a.json": "{}" }),
    );
    const paths = await nodeLogFiles.expand(["*.zip"], folder);
    expect(paths).toEqual(["logs.zip/0_build.txt", "logs.zip/1_test.txt"]);
    const file = await open("logs.zip/0_build.txt");
    expect((await readAll(file)).toString()).toBe(TEXT);
    expect(Buffer.from(await file.read(9, 19)).toString()).toBe(TEXT.slice(9, 19));
  });

  it("without any at its top is all logs in it", async () => {
    write("logs.zip", zip({ "a/1.log": "one", "b/2.txt": "two" }));
    expect(await nodeLogFiles.expand(["logs.zip"], folder)).toEqual(["logs.zip/a/1.log", "logs.zip/b/2.txt"]);
  });

  it.each([
    ["no archive", Buffer.from("no archive")],
    ["no log in it", zip({ "a.json": "{}" })],
  ])("is refused with a reason: %s", async (_what, bytes) => {
    write("logs.zip", bytes);
    await expect(nodeLogFiles.expand(["logs.zip"], folder)).rejects.toMatchObject({ code: "unreadable-file" });
    await expect(nodeLogFiles.expand(["absent.zip"], folder)).rejects.toMatchObject({ code: "unreadable-file" });
  });
});

describe("a stream", () => {
  it("is kept while it is read, and leaves nothing behind", async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("wheelhouse-log-"));
    const file = await openStream(Readable.from([Buffer.from("one\ntwo\n"), Buffer.from("three\n")]));
    expect((await readAll(file)).toString()).toBe("one\ntwo\nthree\n");
    expect(Buffer.from(await file.read(4, 8)).toString()).toBe("two\n");
    await file.close();
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith("wheelhouse-log-"));
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
  });

  it("F11: that has no end is read on, but not kept", async () => {
    const file = await openStream(Readable.from(Array(20).fill(Buffer.alloc(100, "x"))), 1_000);
    expect((await readAll(file)).length).toBe(2_000);
    expect((await file.read(0, 900)).length).toBe(900);
    expect((await file.read(1_500, 1_600)).length).toBe(0);
    await file.close();
  });
});

describe("patterns", () => {
  const expand = (...patterns: string[]) => nodeLogFiles.expand(patterns, folder);

  it.each([
    ["*.log", ["a.log", "b.log", "we[ir]d.log"]],
    ["logs/**/*.log", ["logs/c.log", "logs/deep/er/d.log"]],
    ["**/?.log", ["a.log", "b.log", "logs/c.log", "logs/deep/er/d.log"]],
    ["[!a].log", ["b.log"]],
    ["logs/*/er/*", ["logs/deep/er/d.log"]],
    ["./logs/*.log", ["logs/c.log"]],
    ["we[ir]d.log", ["we[ir]d.log"]],
    ["-", ["-"]],
  ])("%s", async (pattern, found) => {
    for (const path of ["a.log", "b.log", ".hidden.log", "logs/c.log", "logs/deep/er/d.log", "we[ir]d.log"])
      write(path);
    expect(await expand(pattern)).toEqual(found);
  });

  it("give each file once, in the order of the patterns", async () => {
    write("a.log");
    write("b.log");
    expect(await expand("b.log", "*.log", "-")).toEqual(["b.log", "a.log", "-"]);
  });

  it("that fit nothing are an error, and so are those that fit a thousand files", async () => {
    await expect(expand("*.log")).rejects.toMatchObject({ code: "unreadable-file" });
    for (let index = 0; index <= 1_000; index += 1) write(`many/${index}.log`);
    await expect(expand("many/*.log")).rejects.toMatchObject({ code: "usage" });
  });
});

describe("the record of a Docker build", () => {
  it("is read as the log that it keeps", async () => {
    const record = dockerCase("pip-header").record ?? new Uint8Array();
    write("x.dockerbuild", record);
    const file = await open("x.dockerbuild");
    const text = (await readAll(file)).toString();
    expect(text).toContain('"name":"[builder 3/4] RUN pip wheel');
    expect(text).toContain("ERROR: failed to build: failed to solve: process");
    expect(Buffer.from(await file.read(10, 30)).toString()).toBe(text.slice(10, 30));
  });

  it("is refused when it is none", async () => {
    write("x.dockerbuild", "no archive");
    await expect(open("x.dockerbuild")).rejects.toThrow(/x\.dockerbuild cannot be read: The archive holds no record/);
  });
});
