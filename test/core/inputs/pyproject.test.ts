import { describe, expect, it } from "vitest";
import type { InputFile } from "../../../src/core/inputs/input.ts";
import { readPyproject } from "../../../src/core/inputs/pyproject/pyproject.ts";

const read = (text: string) => readPyproject({ path: "pyproject.toml", bytes: Buffer.from(text) });

/** `line:column group requirement` of each. */
function summary({ requirements }: InputFile): readonly string[] {
  return requirements.map(({ place, group, display, marker }) => {
    const where = group === null ? "" : ` ${group.kind} ${group.name}`;
    return `${place.line}:${place.column}${where} ${display}${marker === null || display.includes(";") ? "" : " (marker)"}`;
  });
}

const told = (file: InputFile) =>
  file.problems.map(({ line, column, message, expected }) => `${line}:${column} ${message} | ${expected}`);

describe("readPyproject", () => {
  it("reads dependencies and extras, with the place inside of each string", () => {
    const text = `[project]
name = "Demo.App"
requires-python = ">=3.10"
dependencies = [
  "numpy>=2",  # comment
  'torch @ https://files.example/torch.whl', """
scipy \\
   >= 1.14""",
]
[project.optional-dependencies]
gpu = ["onnx\\u0072untime>=1.20; python_version < '3.13'"]
All = ["demo-app[gpu,docs]", "rich"]
docs = ["sphinx"]
`;
    const file = read(text);
    expect(file.problems).toEqual([]);
    expect(summary(file)).toEqual([
      "5:4 numpy>=2",
      "6:4 torch @ https://files.example/torch.whl",
      "7:1 scipy >= 1.14",
      "11:9 extra gpu onnxruntime>=1.20; python_version < '3.13'",
      "12:31 extra all rich",
      "13:10 extra all sphinx",
      "11:9 extra all onnxruntime>=1.20; python_version < '3.13'",
      "13:10 extra docs sphinx",
    ]);
    expect(file.requiresPython).toEqual({ text: ">=3.10", place: { file: "pyproject.toml", line: 3, column: 20 } });
    const bytes = Buffer.from(text);
    expect(file.requirements.slice(0, 4).map(({ span }) => bytes.subarray(span.start, span.end).toString())).toEqual([
      "numpy>=2",
      "torch @ https://files.example/torch.whl",
      "scipy \\\n   >= 1.14",
      "onnx\\u0072untime>=1.20; python_version < '3.13'",
    ]);
  });

  it("follows groups that include groups, and tells of those that are not there or never end", () => {
    const file = read(`[dependency-groups]
base = ["numpy"]
Test = [{include-group = "base"}, "pytest>=8"]
dev = ["ruff", {include-group = "test"}, {include-group = "BASE"}, {include-group = "gone"}]
a = [{include-group = "b"}]
b = [{include-group = "a"}, "six"]
te_st = []
te-st = []
odd = [1, {group = "x"}, "a b"]
`);
    expect(summary(file)).toEqual([
      "2:10 group base numpy",
      "2:10 group test numpy",
      "3:36 group test pytest>=8",
      "4:9 group dev ruff",
      "2:10 group dev numpy",
      "3:36 group dev pytest>=8",
      "6:30 group a six",
      "6:30 group b six",
    ]);
    expect(told(file)).toEqual([
      '4:85 there is no group "gone" | one of base, Test, dev, a, b, te_st, odd',
      "5:23 the group includes itself: b → a → b | groups that end somewhere",
      "6:23 the group includes itself: a → b → a | groups that end somewhere",
      "8:1 the group te-st has the same name as te_st | each group once",
      '9:8 an item of the group "odd" is neither | a requirement like "numpy>=2", or {include-group = "name"}',
      '9:11 an item of the group "odd" is neither | a requirement like "numpy>=2", or {include-group = "name"}',
      '9:29 "b" does not belong here | a version specifier like >=1.2, ";" and a marker, or the end',
    ]);
  });

  it("reads uv's indexes, sources and constraints", () => {
    const file = read(`[project]
dependencies = ["torch>=2.5", "local", "repo", "both", "typo"]
[[tool.uv.index]]
name = "jetson"
url = "https://jetson.example/jp6"
explicit = true
[[tool.uv.index]]
url = "https://user:pw@main.example/simple"
default = true
[[tool.uv.index]]
name = "flat"
url = "./wheels"
format = "flat"
[[tool.uv.index]]
name = "nothing"
[tool.uv]
constraint-dependencies = ["numpy<3"]
override-dependencies = ["six==1.16"]
dev-dependencies = ["pytest"]
[tool.uv.sources]
Torch = { index = "jetson" }
local = { path = "../local", editable = true }
repo = { git = "https://git.example/repo", rev = "v1" }
both = [{ index = "jetson", marker = "platform_machine == 'aarch64'" }, { url = "https://files.example/b.whl", marker = "sys_platform == 'win32'" }]
typo = { index = "jetsn" }
`);
    expect(
      file.indexes.map(({ name, kind, explicit, url, place }) => `${place.line} ${kind} ${name} ${explicit} ${url}`),
    ).toEqual([
      "5 extra-index jetson true https://jetson.example/jp6",
      "8 index null false https://user:pw@main.example/simple",
      "12 find-links flat false ./wheels",
    ]);
    expect(
      file.requirements.map(({ kind, name, location, group, sources }) => [
        kind,
        name,
        location,
        group?.name,
        sources?.map((source) => `${source.kind} ${source.value} ${source.marker}`),
      ]),
    ).toEqual([
      ["named", "torch", null, undefined, ["index jetson null"]],
      ["path", "local", "../local", undefined, ["path ../local null"]],
      ["direct", "repo", "git+https://git.example/repo", undefined, ["vcs git+https://git.example/repo null"]],
      [
        "named",
        "both",
        null,
        undefined,
        ["index jetson platform_machine == 'aarch64'", "url https://files.example/b.whl sys_platform == 'win32'"],
      ],
      ["named", "typo", null, undefined, ["index jetsn null"]],
      ["named", "pytest", null, "dev", undefined],
    ]);
    expect(file.constraints.map(({ display, place }) => `${place.line}:${place.column} ${display}`)).toEqual([
      "17:29 numpy<3",
    ]);
    expect(told(file)).toEqual([
      '14:11 an index of tool.uv without a URL | url = "https://…"',
      '25:18 no index is named "jetsn" | one of jetson, flat',
    ]);
    expect(file.notes.map(({ code, place }) => `${place.line} ${code}`)).toEqual(["18 passed-over"]);
  });

  it("says what is dynamic, follows the files that setuptools reads, and names what a build needs", () => {
    const file = read(`[build-system]
requires = ["setuptools>=61", "wheel"]
[project]
dynamic = ["dependencies", "optional-dependencies", "version"]
[tool.setuptools.dynamic]
dependencies = { file = ["requirements.txt", "more.txt"] }
`);
    expect(file.includes.map(({ kind, path, place }) => [kind, path, place.line])).toEqual([
      ["requirements", "requirements.txt", 6],
      ["requirements", "more.txt", 6],
    ]);
    expect(file.notes.map(({ code, place, text }) => `${place.line}:${place.column} ${code} ${text}`)).toEqual([
      "2:12 passed-over to build the project itself setuptools needs setuptools>=61, wheel; this is not judged",
      '4:28 not-told "optional-dependencies" is dynamic: the build backend decides it when the project is built, so it is not judged',
    ]);
    expect(read('[project]\ndynamic = ["dependencies"]\n').notes.map(({ code }) => code)).toEqual(["not-told"]);
  });

  it("translates Poetry's tables", () => {
    const file = read(`[tool.poetry.dependencies]
python = "^3.10"
numpy = "^1.26.4"
scipy = { version = "~1.14", extras = ["fast"], markers = "sys_platform == 'linux'", python = "<3.13" }
six = "*"
pinned = "2.0.1"
plain = ">=1, <2"
torch = { version = "2.5.*", source = "jetson" }
opt = { version = "^0.2.3", optional = true }
repo = { git = "https://git.example/repo" }
either = "^1.0 || ^2.0"
odd = "!!"
multi = [{ version = "<2", python = "<3.11" }, { version = ">=2", python = ">=3.11" }]
[tool.poetry.extras]
speed = ["opt"]
[tool.poetry.dev-dependencies]
black = "~22"
[tool.poetry.group.test.dependencies]
pytest = "^0"
[[tool.poetry.source]]
name = "jetson"
url = "https://jetson.example"
priority = "explicit"
`);
    expect(file.problems).toEqual([]);
    expect(
      file.requirements.map(({ text, place, group }) => `${place.line}:${place.column} ${group?.name ?? "-"} ${text}`),
    ).toEqual([
      "3:1 - numpy>=1.26.4,<2",
      `4:1 - scipy[fast]>=1.14,<1.15; (sys_platform == 'linux') and python_version < "3.13"`,
      "5:1 - six",
      "6:1 - pinned==2.0.1",
      "7:1 - plain>=1,<2",
      "8:1 - torch==2.5.*",
      "9:1 speed opt>=0.2.3,<0.3",
      `13:1 - multi<2; python_version < "3.11"`,
      `13:1 - multi>=2; python_version >= "3.11"`,
      "17:1 dev black>=22,<23",
      "19:1 test pytest>=0,<1",
    ]);
    expect(file.requiresPython).toEqual({ text: ">=3.10,<4", place: { file: "pyproject.toml", line: 2, column: 11 } });
    expect(file.indexes.map(({ name, kind, explicit }) => [name, kind, explicit])).toEqual([
      ["jetson", "extra-index", true],
    ]);
    expect(file.notes.map(({ code, place }) => `${place.line}:${place.column} ${code}`)).toEqual([
      "10:1 passed-over",
      "11:10 not-told",
      "12:7 unreadable-part",
    ]);
  });

  it("takes Poetry's dependencies only where [project] has none, but its groups always", () => {
    const file = read(`[project]
dependencies = ["numpy>=2"]
[tool.poetry.dependencies]
numpy = "^1"
[tool.poetry.group.dev.dependencies]
ruff = "*"
`);
    expect(summary(file)).toEqual(["2:18 numpy>=2", "6:1 group dev ruff"]);
  });

  it("tells every mistake with its place and the expected form, and reads the rest", () => {
    const file = read(`[project]
requires-python = "three"
dependencies = ["numpy=>2", 'a b', 3, "six", "\\u00e9 x"]
optional-dependencies = ["x"]
broken = 
[dependency-groups]
dev = "ruff"
ok = ["rich"]
[tool.uv]
constraint-dependencies = ["x[y", "z<2"]
`);
    expect(summary(file)).toEqual(["3:40 six", "8:8 group ok rich"]);
    expect(file.constraints.map(({ display }) => display)).toEqual(["z<2"]);
    expect(
      file.problems.map(({ code, line, column, expected }) => `${line}:${column} ${code} ${expected !== null}`),
    ).toEqual([
      "2:20 invalid-specifier true",
      "3:23 invalid-requirement true",
      "3:32 invalid-requirement true",
      "3:36 invalid-pyproject true",
      "3:47 invalid-requirement true",
      "4:25 invalid-pyproject true",
      "5:10 invalid-toml true",
      "7:7 invalid-pyproject true",
      "10:30 invalid-requirement true",
    ]);
  });
});
