import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseRequirementsFile } from "../../../src/core/inputs/requirements-file.ts";
import { comparable, inPipsTerms, readOurselves, readWithPip } from "../../rig/requirements/pip-reading.ts";

const TEXT = "# größe\nsix==1.16.0 # ünï\n-i https://index.example/ö\nx @ https://files.example/é.zip\n";

function utf32(text: string, littleEndian: boolean): Buffer {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  const buffer = Buffer.alloc(points.length * 4);
  for (const [index, point] of points.entries())
    littleEndian ? buffer.writeUInt32LE(point, index * 4) : buffer.writeUInt32BE(point, index * 4);
  return buffer;
}

/** Files that pip can read. */
const READABLE: readonly (readonly [string, Buffer])[] = [
  ["UTF-8", Buffer.from(TEXT)],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${TEXT}`)],
  ["UTF-16-LE with a mark", Buffer.from(`\ufeff${TEXT}`, "utf16le")],
  ["UTF-16-BE with a mark", Buffer.from(`\ufeff${TEXT}`, "utf16le").swap16()],
  ["UTF-32-BE with a mark", utf32(`\ufeff${TEXT}`, false)],
  ["a coding comment in line 1", Buffer.from(`# -*- coding: latin-1 -*-\n${TEXT}`, "latin1")],
  ["a coding comment in line 2", Buffer.from(`\n# vim: set fileencoding=ISO-8859-15 :\n${TEXT}`, "latin1")],
  ["Windows-1252", Buffer.from(`# coding: cp1252\n${TEXT.replace("é", "\x80")}`, "latin1")],
  [
    "Shift_JIS",
    Buffer.concat([
      Buffer.from("# coding: shift_jis\nx @ https://files.example/"),
      Buffer.from([0x83, 0x5c, 0xb1]),
      Buffer.from(".zip # \nsix\n"),
    ]),
  ],
  ["a coding comment too late to count", Buffer.from(`\n\n# coding: latin-1\n${TEXT}`)],
  ["a form feed and other line ends", Buffer.from("six\fidna\v\nattrs\x85flask\u2028click\x1cjinja2\r\rzope\r\n")],
];

/** Files at which pip gives up, and what we say. */
const UNREADABLE: readonly (readonly [string, Buffer, readonly (readonly [string, number, number])[]])[] = [
  [
    "Latin-1 without a comment",
    Buffer.from("six\n# größe\nidna\n\xe9 \xe9\n", "latin1"),
    [
      ["undecodable-bytes", 2, 5],
      ["undecodable-bytes", 4, 1],
    ],
  ],
  [
    "bytes above ASCII under an ASCII comment",
    Buffer.from("# coding: ascii\nsix # ö\n"),
    [["undecodable-bytes", 2, 7]],
  ],
  ["an encoding that nobody knows", Buffer.from("# coding: klingon\nsix\n"), [["unknown-encoding", 1, 1]]],
  [
    "half a character of UTF-16",
    Buffer.concat([Buffer.from("\ufeffsix\n", "utf16le"), Buffer.from([0x41])]),
    [["undecodable-bytes", 2, 1]],
  ],
];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "encodings-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(cases: readonly (readonly [string, Buffer, ...unknown[]])[]): readonly string[] {
  return cases.map(([name, bytes]) => {
    const path = join(folder, `${name}.txt`);
    writeFileSync(path, bytes);
    return path;
  });
}

describe("parseRequirementsFile", () => {
  it("E12: decodes marks, coding comments and line ends as pip does", () => {
    const paths = written(READABLE);
    const pip = readWithPip(paths).files;
    const files = paths.map(readOurselves);
    expect(pip.map(({ error }) => error)).toEqual(READABLE.map(() => null));
    expect(files.map((file, index) => [READABLE[index]?.[0], file.problems, inPipsTerms(file)])).toEqual(
      files.map((file, index) => [
        READABLE[index]?.[0],
        [],
        comparable(pip[index] ?? { lines: [], error: null }, file),
      ]),
    );
  });

  it("E12: reads UTF-32-LE, which older versions of pip took for UTF-16", () => {
    const read = (bytes: Buffer) => inPipsTerms(parseRequirementsFile({ path: "r.txt", bytes }));
    expect(read(utf32(`\ufeff${TEXT}`, true))).toEqual(read(Buffer.from(TEXT)));
  });

  it("E12: says where a file stops being text, where pip only gives up", () => {
    const paths = written(UNREADABLE);
    const files = paths.map(readOurselves);
    expect(readWithPip(paths).files.map(({ error }) => typeof error)).toEqual(UNREADABLE.map(() => "string"));
    expect(
      files.map(({ problems }, index) => [
        UNREADABLE[index]?.[0],
        problems.map(({ code, line, column }) => [code, line, column]),
      ]),
    ).toEqual(UNREADABLE.map(([name, , problems]) => [name, problems]));
  });

  it("E12: finds NUL bytes and UTF-16 that has no mark", () => {
    const problems = (bytes: Buffer) =>
      parseRequirementsFile({ path: "r.txt", bytes }).problems.map(({ code, line, column, message }) => [
        code,
        line,
        column,
        message,
      ]);
    expect(problems(Buffer.from("six\nid\0na\nx\0y\n"))).toEqual([
      ["nul-byte", 2, 3, "a NUL byte"],
      ["nul-byte", 3, 2, "a NUL byte"],
    ]);
    expect(problems(Buffer.from("six\nidna\n", "utf16le"))).toEqual([
      ["nul-byte", 1, 1, "the file looks like UTF-16, but has no byte order mark"],
    ]);
  });

  it("keeps byte spans right in every encoding", () => {
    for (const [name, bytes] of READABLE) {
      const { requirements } = parseRequirementsFile({ path: "r.txt", bytes });
      const six = requirements.find((requirement) => requirement.name === "six");
      const slice = bytes.subarray(six?.span.start, six?.span.end);
      expect([name, slice.toString("latin1").replaceAll("\0", "")]).toEqual([name, six?.text]);
    }
  });
});
