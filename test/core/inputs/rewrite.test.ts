import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RequirementsFile } from "../../../src/core/inputs/requirement-set.ts";
import { parseRequirementsFile } from "../../../src/core/inputs/requirements-file.ts";
import { type RequirementsChange, rewriteRequirementsFile } from "../../../src/core/inputs/rewrite.ts";
import { requirementsBytes, requirementsText } from "./arbitraries.ts";

function parse(bytes: Uint8Array): RequirementsFile {
  return parseRequirementsFile({ path: "r.txt", bytes });
}

/** Every change that the file allows: indexes to the loopback, includes to copies, requirements pinned, hashes added. */
function allChanges(file: RequirementsFile): readonly RequirementsChange[] {
  return [
    ...file.options.flatMap((option): readonly RequirementsChange[] => {
      if (option.name === "--trusted-host") return [{ kind: "drop-option", option }];
      return /url|find-links/.test(option.name)
        ? [{ kind: "set-option", option, value: "http://127.0.0.1:8000/simple" }]
        : [];
    }),
    ...file.includes.map(
      (include): RequirementsChange => ({ kind: "set-include", include, path: "copies/it's a #1 $" + "{X}.txt" }),
    ),
    ...file.requirements.flatMap((requirement): readonly RequirementsChange[] => [
      { kind: "set-requirement", requirement, text: "pinned==1.0" },
      { kind: "add-hashes", requirement, sha256: ["cc", "dd"] },
    ]),
  ];
}

function rewrite(text: string, select: (file: RequirementsFile) => readonly RequirementsChange[] = allChanges): string {
  const bytes = Buffer.from(text);
  const file = parse(bytes);
  return Buffer.from(rewriteRequirementsFile(file, bytes, select(file))).toString();
}

const lineEnds = (text: string) => text.match(/\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/g) ?? [];

describe("rewriteRequirementsFile", () => {
  it("changes values and leaves everything else as it is", () => {
    expect(
      rewrite(
        "# top\n-i https://user:pw@index.example/simple  # main\n--extra-index-url=https://other.example\t--pre\n--find-links 'a b'\n--no-index\n",
      ),
    ).toBe(
      "# top\n--index-url http://127.0.0.1:8000/simple  # main\n--extra-index-url http://127.0.0.1:8000/simple\t--pre\n--find-links http://127.0.0.1:8000/simple\n--no-index\n",
    );
  });

  it("keeps line numbers where text went over several lines", () => {
    expect(rewrite("numpy \\\n  >=1 , \\\r\n  <2 ; os_name == 'posix'\\\n  --hash=sha256:aa  # c\nsix\n")).toBe(
      "\\\n\\\r\npinned==1.0\\\n  --hash=sha256:aa --hash=sha256:cc --hash=sha256:dd  # c\npinned==1.0 --hash=sha256:cc --hash=sha256:dd\n",
    );
    expect(rewrite("-i \\\n  https://index.example # c \\\nnot six\n")).toBe(
      "\\\n--index-url http://127.0.0.1:8000/simple # c \\\nnot six\n",
    );
  });

  it("adds hashes behind those of a continued line", () => {
    const select = (file: RequirementsFile) =>
      file.requirements.map((requirement) => ({ kind: "add-hashes", requirement, sha256: ["cc"] }) as const);
    expect(rewrite("six==1 \\\n    --hash=sha256:aa \\\n    # via x\nidna==2 \\", select)).toBe(
      "six==1 \\\n    --hash=sha256:aa --hash=sha256:cc \\\n    # via x\nidna==2 --hash=sha256:cc \\",
    );
  });

  it("empties the line of a trusted host, and makes it harmless where other words share the line", () => {
    expect(rewrite("# c\n--trusted-host a.example # c\n--trusted-host \\\n  b.example\n")).toBe("# c\n # c\n\\\n\n");
    expect(rewrite("--trusted-host a.example numpy\n--trusted-host b.example # c \\\nnot six\n")).toBe(
      "--trusted-host 127.0.0.1 numpy\n--trusted-host 127.0.0.1 # c \\\nnot six\n",
    );
  });

  it("turns a direct URL into a pin and keeps its options", () => {
    const select = (file: RequirementsFile) =>
      file.requirements.map(
        (requirement) => ({ kind: "set-requirement", requirement, text: "x==1.0 ; os_name == 'posix'" }) as const,
      );
    expect(
      rewrite(
        "x @ https://files.example/x.zip ; os_name == 'posix' --hash=sha256:aa\n-e git+https://git.example/x.git#egg=x # dev\n",
        select,
      ),
    ).toBe("x==1.0 ; os_name == 'posix' --hash=sha256:aa\nx==1.0 ; os_name == 'posix' # dev\n");
  });

  it("writes values that pip reads back to the same", () => {
    const value = '/srv/it\'s a "folder" #1 \\ $' + "{HOME}/é🦄.txt";
    const text = rewrite("-r a.txt\n", (file) =>
      file.includes.map((include) => ({ kind: "set-include", include, path: value })),
    );
    expect(parse(Buffer.from(text)).includes[0]?.path).toBe(value);
    expect(text).not.toContain("$" + "{HOME}");
  });

  it("keeps the encoding, or takes UTF-8 with a mark when the new text needs it", () => {
    const utf16 = Buffer.from("\ufeffsix\r\n-r a.txt\r\n", "utf16le");
    const pin = rewriteRequirementsFile(parse(utf16), utf16, allChanges(parse(utf16)).slice(0, 1));
    expect(Buffer.from(pin).toString("utf16le")).toBe("\ufeffsix\r\n-r copies/it\\'s\\ a\\ \\#1\\ \\$\\{X\\}.txt\r\n");
    const latin = Buffer.from("# coding: latin-1\n# größe\n-r a.txt\n", "latin1");
    const [include] = parse(latin).includes;
    const change = (path: string): readonly RequirementsChange[] =>
      include === undefined ? [] : [{ kind: "set-include", include, path }];
    expect(Buffer.from(rewriteRequirementsFile(parse(latin), latin, change("b.txt"))).toString("latin1")).toBe(
      "# coding: latin-1\n# größe\n-r b.txt\n",
    );
    expect(Buffer.from(rewriteRequirementsFile(parse(latin), latin, change("ö.txt"))).toString()).toBe(
      "\ufeff# coding: latin-1\n# größe\n-r ö.txt\n",
    );
  });

  it("refuses texts that would not stay on their line, and changes that overlap", () => {
    const setTo = (text: string) => () =>
      rewrite("six\n", (file) =>
        file.requirements.map((requirement) => ({ kind: "set-requirement", requirement, text })),
      );
    expect(setTo("a\nb")).toThrow(RangeError);
    expect(setTo("a # b")).toThrow(RangeError);
    expect(setTo("a\\")).toThrow(RangeError);
    const twice = (file: RequirementsFile) => [...allChanges(file), ...allChanges(file)];
    expect(() => rewrite("-r a.txt\n", twice)).toThrow(RangeError);
  });

  it("gives the same bytes back when there is nothing to change", () => {
    fc.assert(
      fc.property(requirementsBytes, (bytes) =>
        Buffer.from(rewriteRequirementsFile(parse(bytes), bytes, [])).equals(Buffer.from(bytes)),
      ),
    );
  });

  it("keeps every line end, whatever is changed, and the new file says what was asked for", () => {
    fc.assert(
      fc.property(requirementsText, (text) => {
        const before = parse(Buffer.from(text));
        const changed = rewrite(text);
        expect(lineEnds(changed)).toEqual(lineEnds(text));
        const after = parse(Buffer.from(changed));
        const editables = new Set(
          before.requirements.filter(({ kind }) => kind === "editable").map(({ pipLine }) => pipLine),
        );
        expect(after.requirements.map(({ pipLine, text: written }) => [pipLine, written])).toEqual(
          before.requirements.map(({ pipLine }) => [pipLine, "pinned==1.0"]),
        );
        for (const [index, { hashes, pipLine }] of after.requirements.entries()) {
          if (!editables.has(pipLine))
            expect(hashes).toEqual([...(before.requirements[index]?.hashes ?? []), "sha256:cc", "sha256:dd"]);
        }
        const hosts = after.options.filter(({ name, value }) => name === "--trusted-host" && value !== "127.0.0.1");
        expect(hosts).toEqual([]);
        expect(after.problems.map(({ line, code }) => [line, code])).toEqual(
          before.problems.map(({ line, code }) => [line, code]),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
