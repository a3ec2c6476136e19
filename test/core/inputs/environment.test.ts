import { describe, expect, it } from "vitest";
import { readEnvironment } from "../../../src/core/inputs/environment/environment.ts";
import { parseMatchSpec, toSpecifiers } from "../../../src/core/inputs/environment/match-spec.ts";

const read = (text: string) => readEnvironment({ path: "environment.yml", bytes: Buffer.from(text) });
const told = (text: string) => read(text).problems.map(({ code, line, column }) => `${line}:${column} ${code}`);

const TEXT = `name: demo
channels: [conda-forge]
dependencies:
  - python=3.11
  - numpy>=1.26
  - conda-forge::pytorch=2.5.*=cuda*
  - ffmpeg
  - cmake =3
  - pip
  - pip:
      - -r requirements.txt   # comment
      - --extra-index-url https://user:pw@index.example/simple
      - torchaudio==2.5.1
      - "opencv-python-headless>=4; python_version < '3.13'"
      - 'six>=1'
      - -e .
      - rich>=13 --hash=sha256:aa
      - \${NAME}
      - "--only-binary :all:"
`;

describe("readEnvironment", () => {
  it("reads the lines of the pip part with their place and bytes", () => {
    const file = read(TEXT);
    const bytes = Buffer.from(TEXT);
    expect(
      file.requirements.map(({ display, kind, place, quoting, span }) => [
        `${place.line}:${place.column} ${kind} ${display} ${quoting}`,
        bytes.subarray(span.start, span.end).toString(),
      ]),
    ).toEqual([
      ["13:9 named torchaudio==2.5.1 yaml-plain", "torchaudio==2.5.1"],
      [
        "14:10 named opencv-python-headless>=4; python_version < '3.13' yaml-double",
        "opencv-python-headless>=4; python_version < '3.13'",
      ],
      ["15:10 named six>=1 yaml-single", "six>=1"],
      ["16:9 editable . yaml-plain", "-e ."],
      ["17:9 named rich>=13 yaml-plain", "rich>=13"],
    ]);
    expect(file.requirements.at(-1)?.hashes).toEqual(["sha256:aa"]);
    expect(file.includes.map(({ kind, path, place }) => [kind, path, place.line])).toEqual([
      ["requirements", "requirements.txt", 11],
    ]);
    expect(file.indexes.map(({ kind, url }) => [kind, url])).toEqual([
      ["extra-index", "https://user:pw@index.example/simple"],
    ]);
    expect(file.options?.map(({ name, value }) => [name, value])).toEqual([["--only-binary", ":all:"]]);
    expect(file.requiresPython).toEqual({ text: "==3.11.*", place: { file: "environment.yml", line: 4, column: 5 } });
  });

  it("notes which packages of conda come in place of wheels", () => {
    expect(read(TEXT).notes.map(({ code, text, place }) => `${place.line} ${code} ${text}`)).toEqual([
      "5 conda-package conda brings numpy: no wheel of it is looked for",
      "6 conda-package conda brings torch (pytorch): no wheel of it is looked for",
      "7 conda-package conda brings ffmpeg, cmake, which are not judged",
    ]);
    expect(read(TEXT).problems.map(({ line }) => line)).toEqual([18]);
  });

  it("tells every mistake with its place and reads the rest", () => {
    const text =
      "dependencies:\n  - numpy\n  - pip:\n    - a b\n    - six\n    - [x]\n    - \"rich==\\u0031 x\"\n  - 3\n  - '=='\n  - npm: [x]\n";
    expect(read(text).requirements.map(({ display }) => display)).toEqual(["six"]);
    expect(told(text)).toEqual([
      "4:9 invalid-requirement",
      "6:7 invalid-environment",
      "7:8 invalid-requirement",
      "8:5 invalid-environment",
      "9:5 invalid-environment",
      "10:5 invalid-environment",
    ]);
  });

  it.each([
    ["services:\n  web: {}\n", ["1:1 invalid-environment"]],
    ["dependencies: numpy\n", ["1:15 invalid-environment"]],
    ["", ["1:1 invalid-environment"]],
    ["dependencies: [a\n", ["2:1 invalid-yaml"]],
    ["dependencies: [a]\n---\ndependencies: [b]\n", ["2:1 invalid-environment"]],
  ])("refuses %j with one problem", (text, problems) => {
    expect(told(text)).toEqual(problems);
  });

  it("E12: bounds anchors that stand for each other, and nesting", () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${"bcdefgh"
      .split("")
      .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${"abcdefgh"[index]}`).join(", ")}]`)
      .join("\n")}\ndependencies: *h\n`;
    expect(read(bomb).problems.map(({ code }) => code)).toContain("too-many-aliases");
    expect(read(`dependencies: &a [*a]\n`).requirements).toEqual([]);
    expect(told(`dependencies: ${"[".repeat(100_000)}`)).toEqual(["1:115 invalid-yaml"]);
  });
});

describe("parseMatchSpec", () => {
  it.each([
    ["numpy", "numpy", ""],
    ["NumPy >=1.26,<2", "numpy", ">=1.26,<2"],
    ["numpy=1.26", "numpy", "=1.26"],
    ["numpy==1.26.4=py311h64a7726_0", "numpy", "==1.26.4"],
    ["numpy 1.26.* py311*", "numpy", "1.26.*"],
    ["conda-forge/linux-64::pytorch[version='>=2',build=cuda*]", "pytorch", ">=2"],
    ["ruamel.yaml", "ruamel.yaml", ""],
  ])("reads %j", (text, name, version) => {
    expect(parseMatchSpec(text)).toEqual({ name, version });
  });

  it.each(["", "=1", "[x]", ">=3"])("reads no name in %j", (text) => {
    expect(parseMatchSpec(text)).toBeNull();
  });
});

describe("toSpecifiers", () => {
  it.each([
    ["", ""],
    ["=3.11", "==3.11.*"],
    ["3.11", "==3.11.*"],
    ["3.11.*", "==3.11.*"],
    ["==3.11.4", "==3.11.4"],
    [">=3.10, <3.13", ">=3.10,<3.13"],
    ["3.10|3.11", null],
    ["latest", null],
  ])("makes of %j %j", (version, specifiers) => {
    expect(toSpecifiers(version)).toBe(specifiers);
  });
});
