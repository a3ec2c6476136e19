import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assessRequirement } from "../../../../src/core/index/assess.ts";
import { projectIndexOf } from "../../../../src/core/inputs/lock/locked-index.ts";
import { lockCovers, selectLocked } from "../../../../src/core/inputs/lock/select-locked.ts";
import { readInputFile } from "../../../../src/core/inputs/read-input.ts";
import { parseRequirement } from "../../../../src/core/pep/requirement.ts";
import { markerEnvironment } from "../../../../src/core/target/marker-environment.ts";
import { parseTarget } from "../../../../src/core/target/parse-target.ts";

const LOCKS = ["uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"] as const;

function read(path: string, text: string) {
  return readInputFile({ path, bytes: new TextEncoder().encode(text) });
}

function targetOf(id: string) {
  const target = parseTarget(id);
  if (!target.ok) throw new Error(id);
  return target.value;
}

describe("uv.lock", () => {
  it("tells where packages come from, and names files by their addresses", () => {
    const file = read(
      "uv.lock",
      [
        "version = 1",
        "[[package]]",
        'name = "torch"',
        'version = "2.11.0+cu130"',
        'source = { registry = "https://wheels.example/cu130" }',
        "wheels = [",
        '  { url = "https://wheels.example/torch-2.11.0%2Bcu130-cp312-cp312-manylinux_2_28_aarch64.whl", hash = "sha256:AB", size = 5, upload-time = "2026-01-02T03:04:05Z" },',
        '  { path = "wheels/torch-2.11.0+cu130-cp311-cp311-linux_aarch64.whl" },',
        '  { url = "https://wheels.example/.." },',
        "]",
        "[[package]]",
        'name = "from-git"',
        'version = "1"',
        'source = { git = "https://git.example/a?rev=main#0123" }',
        "[[package]]",
        'name = "from-url"',
        'version = "1"',
        'source = { url = "https://files.example/from_url-1.tar.gz" }',
        'sdist = { hash = "sha256:cd" }',
        "[[package]]",
        'name = "in-folder"',
        'source = { editable = "libs/in-folder" }',
      ].join("\n"),
    );
    expect(file.problems).toEqual([]);
    expect(file.locked.map(({ name, source, version }) => [name, source, version])).toEqual([
      ["torch", "index", "2.11.0+cu130"],
      ["from-git", "vcs", "1"],
      ["from-url", "url", "1"],
      ["in-folder", "path", null],
    ]);
    expect(file.locked[0]?.files).toEqual([
      {
        filename: "torch-2.11.0+cu130-cp312-cp312-manylinux_2_28_aarch64.whl",
        url: "https://wheels.example/torch-2.11.0%2Bcu130-cp312-cp312-manylinux_2_28_aarch64.whl",
        hashes: { sha256: "ab" },
        bytes: 5,
        uploadTime: "2026-01-02T03:04:05Z",
      },
      {
        filename: "torch-2.11.0+cu130-cp311-cp311-linux_aarch64.whl",
        url: null,
        hashes: {},
        bytes: null,
        uploadTime: null,
      },
    ]);
    expect(file.locked[2]?.files).toMatchObject([{ filename: "from_url-1.tar.gz", hashes: { sha256: "cd" } }]);
    expect(file.indexes).toMatchObject([{ url: "https://wheels.example/cu130", explicit: true, place: { line: 3 } }]);
  });

  it("reads what a script wants from the manifest", () => {
    const file = read(
      "script.py.lock",
      'version = 1\n[manifest]\nrequirements = [{ name = "six" }]\n[[package]]\nname = "six"\nversion = "1"\n[[package]]\nname = "other"\nversion = "1"\n',
    );
    expect(file.kind).toBe("uv.lock");
    const environment = markerEnvironment(targetOf("cp312-manylinux_2_28_aarch64"));
    expect(selectLocked(file, environment).map(({ name }) => name)).toEqual(["six"]);
  });

  it("judges a locked package offline", () => {
    const file = read(
      "uv.lock",
      'version = 1\n[[package]]\nname = "a"\nversion = "1.0"\nsource = { registry = "https://index.example/simple" }\nwheels = [{ url = "https://files.example/a-1.0-cp312-cp312-manylinux_2_28_aarch64.whl" }, { url = "https://files.example/a-1.0-cp312-cp312-musllinux_1_2_x86_64.whl" }]\n',
    );
    const [locked] = file.locked;
    const requirement = parseRequirement("a==1.0");
    if (locked === undefined || !requirement.ok) throw new Error("not read");
    const index = projectIndexOf(locked);
    expect(index.url).toBe("https://index.example/simple/a/");
    const verdict = (id: string) => assessRequirement(requirement.value, index, targetOf(id));
    expect(verdict("cp312-manylinux_2_28_aarch64")).toMatchObject({ outcome: "NATIVE" });
    expect(verdict("cp312-manylinux_2_17_aarch64")).toMatchObject({ outcome: "LIBC_TOO_OLD" });
  });
});

describe("pylock.toml", () => {
  it("selects by extras, groups and environments as PEP 751 says", () => {
    const file = read(
      "pylock.dev.toml",
      [
        'lock-version = "1.0"',
        "environments = [\"sys_platform == 'linux'\", \"sys_platform == 'darwin'\"]",
        'extras = ["Plot"]',
        'dependency-groups = ["dev", "docs"]',
        'default-groups = ["dev"]',
        "packages = [",
        '  { name = "always", version = "1", wheels = [{ name = "always-1-py3-none-any.whl", url = "https://files.example/x", size = 7, hashes = { sha256 = "ab" } }] },',
        '  { name = "plotting", version = "1", marker = "\'plot\' in extras" },',
        '  { name = "testing", version = "1", marker = "\'dev\' in dependency_groups" },',
        '  { name = "writing", version = "1", marker = "\'docs\' in dependency_groups and \'plot\' not in extras" },',
        '  { name = "here", directory = { path = "." } },',
        '  { name = "there", archive = { url = "https://files.example/there-1.zip", hashes = { sha256 = "cd" } } },',
        "]",
      ].join("\n"),
    );
    expect(file.problems).toEqual([]);
    expect(file.locked.map(({ source }) => source)).toEqual(["index", "index", "index", "index", "project", "url"]);
    expect(file.locked[0]?.files).toMatchObject([{ filename: "always-1-py3-none-any.whl", bytes: 7 }]);
    const environment = markerEnvironment(targetOf("cp312-manylinux_2_28_aarch64"));
    const select = (choice: object) => selectLocked(file, environment, choice).map(({ name }) => name);
    expect(select({})).toEqual(["always", "testing", "here", "there"]);
    expect(select({ groups: [], extras: ["plot"] })).toEqual(["always", "plotting", "here", "there"]);
    expect(select({ groups: ["docs"] })).toEqual(["always", "writing", "here", "there"]);
    expect(lockCovers(file, environment)).toBe(true);
    expect(lockCovers(file, { ...environment, sys_platform: "win32" })).toBe(false);
  });
});

describe("poetry.lock", () => {
  it("reads the formats of Poetry 1, which list all files at the end", () => {
    const file = read(
      "poetry.lock",
      '[[package]]\nname = "Pkg"\nversion = "1.0"\ncategory = "dev"\n[package.dependencies]\nother = [\n {version = "*", markers = "os_name == \'nt\'"},\n {version = "<2", extras = ["x"]},\n]\n[metadata]\nlock-version = "1.1"\n[metadata.files]\nPkg = [{file = "Pkg-1.0-py3-none-any.whl", hash = "sha256:ab"}]\n',
    );
    expect(file.locked).toMatchObject([
      { name: "pkg", groups: ["dev"], files: [{ filename: "Pkg-1.0-py3-none-any.whl", hashes: { sha256: "ab" } }] },
    ]);
    expect(file.locked[0]?.needs.map(({ name, extras, marker }) => [name, extras, marker?.canonical])).toEqual([
      ["other", [], 'os_name == "nt"'],
      ["other", ["x"], undefined],
    ]);
    expect(file.notes).toEqual([]);
  });
});

describe("locks from outside", () => {
  it.each([
    ["uv.lock", 'version = 2\n[[package]]\nname = "a"\nversion = "1"\n', 1],
    ["pylock.toml", 'lock-version = "1.1"\n[[packages]]\nname = "a"\nversion = "1"\n', 1],
    ["poetry.lock", '[[package]]\nname = "a"\nversion = "1"\n[metadata]\nlock-version = "3.0"\n', 5],
    ["Pipfile.lock", '{"_meta": {"pipfile-spec": 7},\n "default": {"a": {"version": "==1"}}}', 1],
  ] as const)("notes that %s is newer than the reader, and reads on", (path, text, line) => {
    const file = read(path, text);
    expect(file.locked).toMatchObject([{ name: "a", version: "1" }]);
    expect(file.notes).toMatchObject([{ code: "unreadable-part", place: { line } }]);
  });

  it("tells every mistake at its place and keeps what can be read", () => {
    const file = read(
      "uv.lock",
      'version = 1\n[[package]]\nversion = "1"\n[[package]]\nname = "b"\nversion = 1\nresolution-markers = ["os_name = \'nt\'"]\n[[package]]\nname = "c"\nversion = "3"\nsource = 7\nwheels = [ { url = 5 }, "x" ]\nneeds = nope\n',
    );
    expect(file.problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ["invalid-lock", 2, 3],
      ["invalid-marker", 7, 32],
      ["invalid-toml", 13, 9],
    ]);
    expect(file.locked.map(({ name, version }) => [name, version])).toEqual([
      ["b", null],
      ["c", "3"],
    ]);
    expect(read("Pipfile.lock", "{").problems).toMatchObject([{ code: "invalid-json", line: 1, column: 2 }]);
  });

  it("E12: reads any bytes without throwing", () => {
    const word = fc.constantFrom(
      "name",
      "version",
      "package",
      "wheels",
      "url",
      "__proto__",
      "markers",
      "default",
      "_meta",
    );
    const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, fc.string(), fc.integer(), fc.boolean(), tie("list"), tie("table")),
      list: fc.array(tie("value"), { maxLength: 3 }),
      table: fc.dictionary(word, tie("value"), { maxKeys: 5 }),
    })).value;
    fc.assert(
      fc.property(value, fc.uint8Array({ maxLength: 60 }), fc.constantFrom(...LOCKS), (structure, noise, path) => {
        const text = path === "Pipfile.lock" ? JSON.stringify(structure) : `package = ${toToml(structure)}\n`;
        const bytes = new Uint8Array([...new TextEncoder().encode(text), ...noise]);
        const file = readInputFile({ path, bytes });
        const environment = markerEnvironment(targetOf("cp312-manylinux_2_28_aarch64"));
        for (const locked of selectLocked(file, environment)) projectIndexOf(locked);
        return file.problems.every(({ line, column }) => line >= 1 && column >= 1);
      }),
      { numRuns: 500 },
    );
  });
});

function toToml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toToml).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, entry]) => `${JSON.stringify(key)} = ${toToml(entry)}`)
    .join(", ")} }`;
}
