import { describe, expect, it } from "vitest";
import { WheelhouseError } from "../../../src/core/error.ts";
import { collectRequirements } from "../../../src/core/inputs/collect.ts";
import { normalizePath, resolveInclude } from "../../../src/core/inputs/include-path.ts";

function reader(files: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const read = async (path: string) => {
    asked.push(path);
    const text = files[path];
    if (text === undefined)
      throw new WheelhouseError("unreadable-file", `${path} does not exist`, { hint: "check the path" });
    return Buffer.from(text);
  };
  return { read, asked };
}

const root = (path: string) => ({ path, kind: "requirements" }) as const;

describe("collectRequirements", () => {
  it("follows includes from each file's own folder, depth first, in the order of lines", async () => {
    const { read, asked } = reader({
      "requirements/dev.txt": "first\n-r base.txt\n-c ../constraints.txt\nlast\n",
      "requirements/base.txt": "inner\n-r /srv/abs.txt\n",
      "constraints.txt": "pin==1\n",
      "/srv/abs.txt": "absolute\n",
    });
    const set = await collectRequirements([root("./requirements/dev.txt")], read);
    expect(set.requirements.map(({ name, place }) => `${place.file}:${place.line} ${name}`)).toEqual([
      "requirements/dev.txt:1 first",
      "requirements/base.txt:1 inner",
      "/srv/abs.txt:1 absolute",
      "requirements/dev.txt:4 last",
    ]);
    expect(set.constraints.map(({ name, place }) => `${place.file}:${place.line} ${name}`)).toEqual([
      "constraints.txt:1 pin",
    ]);
    expect(set.files.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      "requirements requirements/dev.txt",
      "requirements requirements/base.txt",
      "requirements /srv/abs.txt",
      "constraints constraints.txt",
    ]);
    expect(asked).toHaveLength(4);
    expect(set.problems).toEqual([]);
  });

  it("tells all problems of all files together, each at its place", async () => {
    const { read } = reader({
      "a.txt": "x=1\n  -r missing.txt\n-r https://user:pw@files.example/r.txt\n-r b.txt\n",
      "b.txt": "y=2\n",
    });
    const set = await collectRequirements([root("a.txt"), root("gone.txt")], read);
    expect(
      set.problems.map(({ code, file, line, column, message }) => [code, `${file}:${line}:${column}`, message]),
    ).toEqual([
      ["invalid-requirement", "a.txt:1:2", '"=" does not belong here'],
      ["invalid-requirement", "b.txt:1:2", '"=" does not belong here'],
      ["unreadable-file", "a.txt:2:3", "missing.txt does not exist"],
      ["include-by-url", "a.txt:3:1", "https://user:****@files.example/r.txt is included by URL"],
      ["unreadable-file", "gone.txt:1:1", "gone.txt does not exist"],
    ]);
  });

  it("reads a file once that several include, and refuses one that includes itself", async () => {
    const { read, asked } = reader({
      "a.txt": "-r b.txt\n-r c.txt\n",
      "b.txt": "-r c.txt\n",
      "c.txt": "six\n-r a.txt\n",
    });
    const set = await collectRequirements([root("a.txt")], read);
    expect(asked).toEqual(["a.txt", "b.txt", "c.txt"]);
    expect(set.requirements.map(({ name }) => name)).toEqual(["six"]);
    expect(set.problems.map(({ code, file, line, message }) => [code, file, line, message])).toEqual([
      ["include-cycle", "c.txt", 2, "the file includes itself: a.txt → b.txt → c.txt → a.txt"],
    ]);
  });

  it("passes on what is not about the file", async () => {
    const read = () => Promise.reject(new TypeError("a bug"));
    await expect(collectRequirements([root("a.txt")], read)).rejects.toThrow(TypeError);
  });
});

describe("resolveInclude", () => {
  it.each([
    ["sub/a.txt", "b.txt", "sub/b.txt"],
    ["sub/a.txt", "../b.txt", "b.txt"],
    ["a.txt", "../../b.txt", "../../b.txt"],
    ["/srv/a.txt", "./x/../b.txt", "/srv/b.txt"],
    ["a.txt", "file:///srv/b%20c.txt", "/srv/b c.txt"],
    ["a.txt", "file:/srv/b.txt", "/srv/b.txt"],
  ])("from %s, %s is %s", (from, written, path) => {
    expect(resolveInclude(from, written)).toEqual({ kind: "path", path });
  });

  it("normalises without going above the root", () => {
    expect(["/../a", "a/..", "", "./a//b/", "../a/../../b"].map(normalizePath)).toEqual([
      "/a",
      ".",
      ".",
      "a/b",
      "../../b",
    ]);
  });
});
