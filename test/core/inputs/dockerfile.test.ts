import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDockerfile } from "../../../src/core/inputs/dockerfile/dockerfile.ts";
import { growth } from "../../rig/growth.ts";

const read = (text: string) => readDockerfile({ path: "Dockerfile", bytes: Buffer.from(text) });

/** Line, column, text and bytes of each requirement. */
function summary(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return read(text).requirements.map(({ place, display, span, quoting }) => {
    const raw = bytes.subarray(span.start, span.end).toString();
    return `${place.line}:${place.column} ${display} ${raw === display ? "" : `(${raw}) `}${quoting}`;
  });
}

const notes = (text: string) => read(text).notes.map(({ code, place }) => `${place.line}:${place.column} ${code}`);

describe("readDockerfile", () => {
  it("reads names with their place, whatever quotes and continuations stand around them", () => {
    const text = `FROM python:3.12
RUN --mount=type=cache,target=/pip-cache pip install --no-cache-dir \\
    # a comment
    "torch>=2.0,<3" 'numpy<2' \\

    pandas[excel]==2.2.3 && \\
    python3 -u -m pip install -Uq six ; pip3.12 --no-input install "attrs >= 2"
`;
    expect(summary(text)).toEqual([
      "4:6 torch>=2.0,<3 shell-double",
      "4:22 numpy<2 shell-single",
      "6:5 pandas[excel]==2.2.3 shell",
      "7:35 six shell",
      "7:69 attrs >= 2 shell-double",
    ]);
    expect(read(text).problems).toEqual([]);
  });

  it.each([
    ["pip install a"],
    ["/opt/venv/bin/pip3 install a"],
    ["PIP_NO_CACHE_DIR=1 sudo -H pip install a"],
    ["python3.10 -m pip install a"],
    ["$PYTHON -m pip install a"],
    ["conda run -n base pip install a"],
    ["uv pip install --system a"],
    ["python -m uv pip install a"],
    ["cd /x && (pip install a)"],
    ["apt-get update; pip wheel -w /wheels a"],
    ["if true; then pip install a; fi"],
    ['["pip", "install", "a"]'],
    ['["/bin/sh", "-c", "pip install a"]'],
    ["bash -lc 'pip install a'"],
    ["<<EOF\npip install a\nEOF"],
    ["bash <<'EOF'\npip install \\\n a\nEOF"],
  ])("finds the name in RUN %s", (command) => {
    expect(read(`FROM x\nRUN ${command}\n`).requirements.map(({ display }) => display)).toEqual(["a"]);
  });

  it.each([
    ['echo "pip install a"'],
    ["echo pip install a"],
    ["apt-get install -y python3-pip python3-numpy"],
    ["pip --version"],
    ["pip uninstall -y a"],
    ["# pip install a"],
    ["python3 <<EOF\npip install a\nEOF"],
    ["<<EOF\n#!/usr/bin/env python3\npip install a\nEOF"],
    ["cat > x <<EOF\npip install a\nEOF"],
  ])("finds no name in RUN %s", (command) => {
    const { requirements, problems } = read(`FROM x\nRUN ${command}\n`);
    expect([requirements, problems]).toEqual([[], []]);
  });

  it("notes what only the build decides, and never guesses it", () => {
    const text = [
      "FROM x",
      "RUN pip install torch==$TORCH $" + "{MORE} $(cat list) `cat list` a",
      "RUN xargs pip install < list",
      "RUN pip install ./dist/*.whl",
      "RUN false || pip install b",
      "RUN pip install --not-an-option c",
      "ONBUILD RUN pip install d",
      "RUN poetry install --no-root",
      'SHELL ["powershell", "-Command"]',
      "RUN pip install e",
    ].join("\n");
    expect(read(text).requirements.map(({ display }) => display)).toEqual(["a", "b", "c", "d"]);
    expect(notes(text)).toEqual([
      "2:17 not-told",
      "2:31 not-told",
      "2:39 not-told",
      "2:51 not-told",
      "3:5 not-told",
      "4:17 not-told",
      "5:14 not-told",
      "6:17 not-told",
      "7:13 not-told",
      "8:5 passed-over",
      "10:5 passed-over",
    ]);
  });

  it("sees that the shell takes an unquoted > for a redirection", () => {
    const { requirements, notes: found } = read("FROM x\nRUN pip install numpy>=2 six 2>&1 >log\n");
    expect(requirements.map(({ display }) => display)).toEqual(["numpy", "six"]);
    expect(found.map(({ text }) => text)).toEqual([
      'the shell takes ">=2" for a redirection: put the requirement in quotation marks',
    ]);
  });

  it("names stages as groups, by name or number", () => {
    const text =
      "FROM a AS builder\nRUN pip install x\nFROM b\nRUN pip install y\nFROM builder as last\nRUN pip install z\n";
    expect(read(text).requirements.map(({ name, group }) => [name, group])).toEqual([
      ["x", { kind: "stage", name: "builder" }],
      ["y", { kind: "stage", name: "1" }],
      ["z", { kind: "stage", name: "last" }],
    ]);
  });

  it("leads included files back to the build context", () => {
    const text = [
      "FROM x AS builder",
      "WORKDIR /app",
      "COPY requirements.txt constraints*.txt ./",
      "COPY requirements/ /reqs/",
      "COPY --chown=1:1 a.txt /tmp/b.txt",
      'COPY ["with space.txt", "/s/"]',
      "RUN pip install -r requirements.txt -cconstraints-dev.txt --requirement=/reqs/dev.txt -r /tmp/b.txt -r '/s/with space.txt'",
      "RUN --mount=type=bind,source=req/x.txt,target=/x.txt pip install -r /x.txt",
      "RUN --mount=type=bind,target=/src pip install -r /src/in/y.txt -r /x.txt -r $FILE",
      "FROM y",
      "COPY --from=builder /tmp/b.txt /c.txt",
      "COPY . .",
      "RUN pip install -r /c.txt -r setup/z.txt -r /elsewhere.txt",
    ].join("\n");
    expect(read(text).includes.map(({ kind, path, place }) => `${place.line}:${place.column} ${kind} ${path}`)).toEqual(
      [
        "7:17 requirements requirements.txt",
        "7:37 constraints constraints-dev.txt",
        "7:59 requirements requirements/dev.txt",
        "7:87 requirements a.txt",
        "7:101 requirements with space.txt",
        "8:66 requirements req/x.txt",
        "9:47 requirements in/y.txt",
        "13:17 requirements a.txt",
        "13:27 requirements setup/z.txt",
      ],
    );
    const both = "FROM x\nCOPY sub/r.in /a/r.in\nCOPY . /a\nRUN pip install -r /a/r.in -r /a/s.in\n";
    expect(read(both).includes.map(({ path }) => path)).toEqual(["sub/r.in", "s.in"]);
    expect(notes(text)).toEqual(["9:67 not-told", "9:77 not-told", "13:45 not-told"]);
  });

  it("E1: names the indexes and options of commands and variables, as they are written", () => {
    const text = [
      "FROM x",
      'ENV A=b PIP_EXTRA_INDEX_URL="https://one.example/simple https://two.example"',
      "ARG PIP_INDEX_URL=https://$TOKEN@three.example",
      "RUN pip install -i https://four.example a --find-links=/wheels --only-binary=:all: --pre",
      "RUN PIP_INDEX_URL=https://five.example pip install b",
      "RUN uv pip install --index jetson=https://six.example/jp6 c --extra-index-url https://$X/",
    ].join("\n");
    const { indexes, options, requirements } = read(text);
    expect(requirements.map(({ display }) => display)).toEqual(["a", "b", "c"]);
    expect(indexes.map(({ name, kind, url, place }) => `${place.line}:${place.column} ${kind} ${name} ${url}`)).toEqual(
      [
        "2:30 extra-index null https://one.example/simple",
        "2:57 extra-index null https://two.example",
        "4:20 index null https://four.example",
        "5:19 index null https://five.example",
        "6:35 extra-index jetson https://six.example/jp6",
      ],
    );
    expect((options ?? []).map(({ name, value, place }) => `${place.column} ${name} ${value}`)).toEqual([
      "64 --only-binary :all:",
      "84 --pre null",
    ]);
    expect(notes(text)).toEqual(["3:19 not-told", "4:56 not-told", "6:79 not-told"]);
  });

  it("obeys the escape directive and CRLF", () => {
    const text = "# escape=`\r\nFROM x\r\nRUN pip install a `\r\n  b\\c ` \r\n  d\r\n";
    expect(read(text).requirements.map(({ display, place }) => `${display} ${place.line}:${place.column}`)).toEqual([
      "a 3:17",
      "bc 4:3",
      "d 5:3",
    ]);
  });

  it("tells all mistakes with their place and reads the rest", () => {
    const text = 'FROM x\nRUN pip install a=1 b\nRUN pip install "c d" && pip install "e\nRUN pip install f ,\n';
    const { requirements, problems } = read(text);
    expect(requirements.map(({ display }) => display)).toEqual(["b", "f"]);
    expect(problems.map(({ code, line, column, expected }) => [code, line, column, expected !== null])).toEqual([
      ["invalid-requirement", 2, 18, true],
      ["invalid-requirement", 3, 20, true],
      ["invalid-command", 3, 38, true],
      ["invalid-requirement", 4, 19, true],
    ]);
  });

  it.each([
    ["UTF-16", Buffer.from("\ufeffFROM x\nRUN pip install a", "utf16le"), "unknown-encoding"],
    ["NUL", Buffer.from("FROM x\nRUN pip install a\0b"), "nul-byte"],
    ["no UTF-8", Buffer.from("FROM x\n# \xff\n", "latin1"), "undecodable-bytes"],
  ])("E12: refuses a file with %s with one clear problem", (_what, bytes, code) => {
    const { requirements, problems } = readDockerfile({ path: "Dockerfile", bytes });
    expect(requirements).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it("E12: reads a file with a byte order mark", () => {
    expect(read("\ufeffFROM x\nRUN pip install a").requirements.map(({ span }) => span)).toEqual([
      { start: 26, end: 27 },
    ]);
  });

  it("E3: gives every requirement bytes that are its own, whatever stands in the file", () => {
    fc.assert(
      fc.property(dockerfileText, (text) => {
        const { requirements, problems } = read(text);
        const size = Buffer.byteLength(text);
        let end = 0;
        for (const { span, place } of requirements.toSorted((a, b) => a.span.start - b.span.start)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(place.line).toBeGreaterThan(0);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(size);
        for (const { offset } of problems) expect(offset).toBeLessThanOrEqual(size);
      }),
      { numRuns: 500 },
    );
  });

  it("takes time in proportion to the size of a hostile file", () => {
    for (const piece of [
      "RUN pip install `",
      "'\"\\\n",
      "$(((",
      "RUN <<A\n",
      "pip install a && ",
      "sh -c 'sh -c \"",
      " \\\n#\n",
    ]) {
      expect(
        growth((size) => read(`FROM x\nRUN ${piece.repeat(size)}`), 300),
        piece,
      ).toBeLessThan(4);
    }
  });
});

const piece = fc.constantFrom(
  "FROM x AS y\n",
  "RUN ",
  "ONBUILD RUN ",
  "pip install ",
  "uv pip install ",
  "python -m pip install ",
  "sh -c ",
  "-r ",
  "-e ",
  "numpy>=2 ",
  '"pandas[excel] >= 2"',
  "'six'",
  "tor\\ch",
  "$" + "{X}",
  "$(cat a)",
  "`",
  '"',
  "'",
  "(",
  ")",
  " && ",
  " || ",
  ";",
  " | ",
  "\\\n",
  "\\\r\n",
  "\n",
  " # c\n",
  "<<EOF\n",
  "EOF\n",
  ">=1",
  '["pip", "install", "a\\u003e=2"]\n',
  "COPY a /b/\n",
  "WORKDIR /x\n",
  "é🦄",
  "\u00a0",
  "\f",
  "if ",
  "for x in ",
  "--",
  "# escape=`\n",
);
const dockerfileText = fc
  .array(fc.oneof({ weight: 9, arbitrary: piece }, fc.string()), { maxLength: 25 })
  .map((all) => all.join(""));
