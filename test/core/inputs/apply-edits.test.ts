import { describe, expect, it } from "vitest";
import { applyEdits, type Edit } from "../../../src/core/inputs/apply-edits.ts";

const at = (file: string, line: number, column: number) => ({ file, line, column });

/** The edited file, or the codes of the problems with their places. */
function edit(
  file: string,
  text: string | Uint8Array,
  ...edits: readonly (Omit<Edit, "place"> & { at: [number, number] })[]
) {
  const result = applyEdits(
    new Map([[file, Buffer.from(text as string)]]),
    edits.map(({ at: [line, column], ...rest }) => ({ ...rest, place: at(file, line, column) })),
  );
  if (result.ok) return Buffer.from(result.value.get(file) ?? []).toString();
  return result.problems.map(({ code, line, column }) => `${line}:${column} ${code}`);
}

describe("applyEdits", () => {
  it("changes a requirement of each format in the quotation of its place, and nothing else", () => {
    const changed = { before: "numpy>=1", after: 'numpy>=2,<3; python_version < "3.13"' };
    expect(edit("r.txt", "six\r\nnumpy>=1  # c\r\n", { at: [2, 1], ...changed })).toBe(
      'six\r\nnumpy>=2,<3; python_version < "3.13"  # c\r\n',
    );
    expect(edit("pyproject.toml", '[project]\ndependencies = ["numpy>=1",] # c\n', { at: [2, 18], ...changed })).toBe(
      '[project]\ndependencies = ["numpy>=2,<3; python_version < \\"3.13\\"",] # c\n',
    );
    expect(edit("pyproject.toml", "[project]\ndependencies = ['numpy>=1']\n", { at: [2, 18], ...changed })).toBe(
      "[project]\ndependencies = ['numpy>=2,<3; python_version < \"3.13\"']\n",
    );
    expect(edit("environment.yml", "dependencies:\n- pip:\n  - numpy>=1 # c\n", { at: [3, 5], ...changed })).toBe(
      'dependencies:\n- pip:\n  - numpy>=2,<3; python_version < "3.13" # c\n',
    );
    expect(edit("environment.yml", 'dependencies:\n- pip: ["numpy>=1"]\n', { at: [2, 10], ...changed })).toBe(
      'dependencies:\n- pip: ["numpy>=2,<3; python_version < \\"3.13\\""]\n',
    );
    expect(edit("Dockerfile", "FROM x\nRUN pip install 'numpy>=1' \\\n  six\n", { at: [2, 18], ...changed })).toBe(
      "FROM x\nRUN pip install 'numpy>=2,<3; python_version < \"3.13\"' \\\n  six\n",
    );
    expect(
      edit("Dockerfile", "FROM x\nRUN pip install numpy~=1.0 six\n", { at: [2, 17], ...changed, before: "numpy~=1.0" }),
    ).toBe('FROM x\nRUN pip install "numpy>=2,<3; python_version < \\"3.13\\"" six\n');
    expect(edit("Dockerfile", 'FROM x\nRUN ["pip", "install", "numpy>=1"]\n', { at: [2, 25], ...changed })).toBe(
      'FROM x\nRUN ["pip", "install", "numpy>=2,<3; python_version < \\"3.13\\""]\n',
    );
  });

  it("keeps Poetry's form: the name is the key, the value holds versions", () => {
    const text = '[tool.poetry.dependencies]\nnumpy = "^1.26" # c\nscipy = {version = "~1.14", extras = ["x"]}\n';
    expect(edit("pyproject.toml", text, { at: [2, 1], before: "numpy>=1.26,<2", after: "numpy>=2,<3" })).toBe(
      text.replace("^1.26", ">=2,<3"),
    );
    expect(edit("pyproject.toml", text, { at: [2, 1], before: "numpy>=1.26,<2", after: "scipy>=2" })).toEqual([
      "2:1 edit-breaks-file",
    ]);
    expect(edit("pyproject.toml", text, { at: [2, 1], before: "numpy>=1.26,<2", after: "numpy[x]>=2" })).toEqual([
      "2:1 edit-unwritable",
    ]);
  });

  it("changes other text as it stands: a lock's version, requires-python, an index, a new line", () => {
    const lock = '[[package]]\nname = "numpy"\nversion = "1.26.4"\n';
    expect(edit("uv.lock", lock, { at: [3, 12], before: "1.26.4", after: "2.1.0" })).toBe(
      lock.replace("1.26.4", "2.1.0"),
    );
    expect(edit("r.txt", "a\nb\n", { at: [2, 1], before: "", after: "" })).toEqual(["2:1 edit-mismatch"]);
    expect(edit("r.txt", "# é🦄 x\nb\n", { at: [1, 6], before: "x", after: "y" })).toBe("# é🦄 y\nb\n");
    expect(edit("r.txt", "a\n\nb\n", { at: [2, 1], before: "", after: "new==1\n" })).toEqual(["2:1 edit-breaks-file"]);
  });

  it.each([
    ["r.txt", "a\nb==1  # why\nc\n", [2, 1], "a\n  # why\nc\n"],
    ["pyproject.toml", '[project]\ndependencies = ["b==1"]\n', [2, 18], "[project]\ndependencies = []\n"],
    ["pyproject.toml", "[project]\ndependencies = ['b==1', 'c']\n", [2, 18], "[project]\ndependencies = ['c']\n"],
    ["pyproject.toml", '[project]\ndependencies = ["a", "b==1"]\n', [2, 23], '[project]\ndependencies = ["a", ]\n'],
    [
      "pyproject.toml",
      '[project]\ndependencies = [\n  """b==1""",  # c\n]',
      [3, 6],
      "[project]\ndependencies = [\n  # c\n]",
    ],
    [
      "environment.yml",
      "dependencies:\n- pip:\n  - b==1 # c\n  - c\n",
      [3, 5],
      "dependencies:\n- pip:\n   # c\n  - c\n",
    ],
    ["environment.yml", "dependencies:\n- pip:\n  - 'b==1'\n", [3, 6], "dependencies:\n- pip:\n  \n"],
    ["environment.yml", 'dependencies: [pip: ["b==1", c]]\n', [1, 23], "dependencies: [pip: [c]]\n"],
    ["Dockerfile", "FROM x\nRUN pip install 'b==1' \\\n  c\n", [2, 18], "FROM x\nRUN pip install \\\n  c\n"],
  ] as const)("takes a requirement out of %s and keeps its line (%#)", (file, text, [line, column], expected) => {
    expect(edit(file, text, { at: [line, column], before: "b==1", after: "" })).toBe(expected);
  });

  it.each([
    ["Dockerfile", 'FROM x\nRUN ["pip", "install", "b==1"]\n', [2, 25]],
    ["pyproject.toml", '[project]\ndependencies = ["""\nb==1"""]\n', [3, 1]],
    ["pyproject.toml", '[tool.poetry.dependencies]\nb = "1"\n', [2, 1]],
  ] as const)("does not take one out where that is more than its own text (%#)", (file, text, [line, column]) => {
    expect(edit(file, text, { at: [line, column], before: "b==1", after: "" })).toEqual([
      `${line}:${column} edit-unwritable`,
    ]);
  });

  const split = { before: "b==1", after: 'b==1; python_version < "3.12"\nb==2; python_version >= "3.12"' };

  it.each([
    [
      "r.txt",
      "a\r\nb==1  # why\r\n",
      [2, 1],
      'a\r\nb==1; python_version < "3.12"\r\nb==2; python_version >= "3.12"  # why\r\n',
    ],
    [
      "pyproject.toml",
      "[project]\ndependencies = ['b==1', 'c']\n",
      [2, 18],
      "[project]\ndependencies = ['b==1; python_version < \"3.12\"', 'b==2; python_version >= \"3.12\"', 'c']\n",
    ],
    [
      "environment.yml",
      "dependencies:\n- pip:\n  - 'b==1' # c\n",
      [3, 6],
      "dependencies:\n- pip:\n  - 'b==1; python_version < \"3.12\"'\n  - 'b==2; python_version >= \"3.12\"' # c\n",
    ],
    [
      "Dockerfile",
      "FROM x\nRUN pip install 'b==1' c\n",
      [2, 18],
      "FROM x\nRUN pip install 'b==1; python_version < \"3.12\"' 'b==2; python_version >= \"3.12\"' c\n",
    ],
  ] as const)("puts several requirements in the place of one (%#)", (file, text, [line, column], expected) => {
    expect(edit(file, text, { at: [line, column], ...split })).toBe(expected);
  });

  describe("with hashes", () => {
    const text = "numpy==1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb  # via x\nsix==1 --hash=sha256:cc\n";
    const change = { at: [1, 1] as [number, number], before: "numpy==1", after: "numpy==2" };

    it("refuses an edit that would leave those of another version", () => {
      expect(edit("r.txt", text, change)).toEqual(["1:1 edit-stale-hashes"]);
    });

    it("puts given ones in their place, or takes them out", () => {
      expect(edit("r.txt", text, { ...change, hashes: ["sha256:dd", "sha256:ee", "sha256:ff"] })).toBe(
        text
          .replace("numpy==1", "numpy==2")
          .replace(
            "--hash=sha256:aa \\\n    --hash=sha256:bb",
            "--hash=sha256:dd \\\n    --hash=sha256:ee \\\n    --hash=sha256:ff",
          ),
      );
      expect(edit("r.txt", text, { ...change, hashes: "drop" })).toBe("numpy==2  # via x\nsix==1 --hash=sha256:cc\n");
      expect(edit("r.txt", text, { ...change, hashes: ["sha256:dd x"] })).toEqual(["1:1 edit-unwritable"]);
    });

    it("takes a line out with its hashes, and shares none out among several lines", () => {
      expect(edit("r.txt", text, { ...change, after: "", hashes: "drop" })).toBe(
        "  # via x\nsix==1 --hash=sha256:cc\n",
      );
      expect(edit("r.txt", text, { ...change, after: "" })).toEqual(["1:1 edit-stale-hashes"]);
      const several = { ...change, after: "numpy==2\nnumpy==3" };
      expect(edit("r.txt", text, { ...several, hashes: ["sha256:dd"] })).toEqual(["1:1 edit-unwritable"]);
      expect(edit("r.txt", text, { ...several, hashes: "drop" })).toBe(
        "numpy==2\nnumpy==3  # via x\nsix==1 --hash=sha256:cc\n",
      );
    });

    it("keeps them where only the marker changes", () => {
      expect(edit("r.txt", text, { ...change, after: "numpy==1; os_name == 'posix'" })).toBe(
        text.replace("numpy==1", "numpy==1; os_name == 'posix'"),
      );
    });
  });

  it("puts a whole line before one that is edited too, even where a requirement stands", () => {
    const option = { at: [2, 1] as [number, number], before: "", after: "--no-binary torch\n" };
    expect(edit("r.txt", "six\ntorch==2.5\n", { at: [2, 1], before: "torch==2.5", after: "torch==2.6" }, option)).toBe(
      "six\n--no-binary torch\ntorch==2.6\n",
    );
    expect(edit("r.txt", "six\ntorch==2.5\n", option, { ...option, after: "--pre\n" })).toBe(
      "six\n--no-binary torch\n--pre\ntorch==2.5\n",
    );
    expect(edit("r.txt", "six\ntorch==2.5\n", option, { ...option })).toEqual(["2:1 edit-overlap"]);
  });

  it("tells every reason at once, and then changes nothing", () => {
    const files = new Map([["r.txt", Buffer.from("a==1\nb==1\n")]]);
    const result = applyEdits(files, [
      { place: at("r.txt", 1, 1), before: "a==1", after: "a==2" },
      { place: at("r.txt", 1, 1), before: "a==1", after: "a==3" },
      { place: at("r.txt", 2, 1), before: "b==2", after: "b==3" },
      { place: at("r.txt", 9, 1), before: "b", after: "c" },
      { place: at("r.txt", 2, 2), before: "==1", after: "==2\nevil" },
      { place: at("gone.txt", 1, 1), before: "a", after: "b" },
    ]);
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.problems.map(({ code, line, column }) => `${line}:${column} ${code}`)).toEqual([
      "2:1 edit-mismatch",
      "9:1 edit-no-place",
      "2:2 edit-unwritable",
      "1:1 edit-overlap",
      "1:1 edit-unknown-file",
    ]);
  });

  it.each([
    ["r.txt", "numpy\n", [1, 1], "six # x"],
    ["r.txt", "numpy\n", [1, 1], "six\n-r evil.txt"],
    ["r.txt", "numpy\n", [1, 1], "six\n# x"],
    ["r.txt", "numpy\n", [1, 1], "six\revil"],
    ["r.txt", "numpy\n", [1, 1], "six\n\nevil"],
    ["pyproject.toml", '[project]\ndependencies = ["numpy"]\n', [2, 18], "six\n-r evil"],
    ["r.txt", "numpy\n", [1, 1], "-r evil.txt"],
    ["r.txt", "numpy\n", [1, 1], "six --index-url https://evil.example"],
    ["pyproject.toml", "[project]\ndependencies = ['numpy']\n", [2, 18], "six', 'evil"],
    ["pyproject.toml", '[project]\ndependencies = ["numpy"]\n', [2, 18], 'six", "evil'],
    ["environment.yml", "dependencies:\n- pip:\n  - numpy\n", [3, 5], "six # x"],
    ["environment.yml", "dependencies:\n- pip:\n  - numpy\n", [3, 5], "[six, evil]"],
    ["Dockerfile", "FROM x\nRUN pip install numpy\n", [2, 17], "six evil"],
    ["Dockerfile", "FROM x\nRUN pip install numpy\n", [2, 17], "$(evil)"],
    ["Dockerfile", "FROM x\nRUN bash -c 'pip install numpy'\n", [2, 26], "six"],
  ] as const)("E3: an edit of %s cannot write more than a requirement (%#)", (file, text, [line, column], after) => {
    expect(edit(file, text, { at: [line, column], before: "numpy", after })).toBeInstanceOf(Array);
  });
});
