import { describe, expect, it } from "vitest";
import { libcFloor, parseLibc } from "../../../src/core/target/libc.ts";
import {
  isChosenPython,
  type PythonChoice,
  parsePythonChoice,
  pythonAbi,
  pythonPrograms,
} from "../../../src/core/target/python-choice.ts";
import { targetId } from "../../../src/core/target/target-id.ts";

function choose(text: string): PythonChoice {
  const result = parsePythonChoice(text);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value;
}

describe("parsePythonChoice", () => {
  it.each([
    ["3.12", "cp312"],
    ["3.9", "cp39"],
    ["3.12.4", "cp312"],
    ["3.14t", "cp314t"],
    ["pypy3.11", "pp311"],
    ["PyPy3.11", "pp311"],
    ["/opt/python/bin/python3", null],
  ])("reads %j, whose ABI is %j", (text, abi) => {
    expect(pythonAbi(choose(text))).toBe(abi);
  });

  it.each(["", "3", "python3.12", "3.x", "3.12.", "pypy3.11t", "3.12 -m evil", "cp312"])("refuses %j", (text) => {
    expect(parsePythonChoice(text)).toMatchObject({ ok: false, problems: [{ code: "unknown-python" }] });
  });
});

describe("pythonPrograms", () => {
  it("looks where PyPA's images keep interpreters before it looks on PATH", () => {
    expect(pythonPrograms(choose("3.12.4"))).toEqual([
      "/opt/python/cp312-cp312/bin/python",
      "python3.12",
      "python3",
      "python",
    ]);
    expect(pythonPrograms(choose("3.14t"))).toEqual(["/opt/python/cp314-cp314t/bin/python", "python3.14t"]);
    expect(pythonPrograms(choose("/usr/bin/python3"))).toEqual(["/usr/bin/python3"]);
  });
});

describe("isChosenPython", () => {
  const found = { version: "3.12.4", implementation: "cpython", freeThreaded: false };

  it.each([
    ["3.12", true],
    ["3.12.4", true],
    ["3.1", false],
    ["3.12.40", false],
    ["3.12.5", false],
    ["3.12t", false],
    ["pypy3.12", false],
    ["/any/path", true],
  ])("asked for %s, CPython 3.12.4 fits: %j", (text, fits) => {
    expect(isChosenPython(choose(text), found)).toBe(fits);
  });
});

describe("targets", () => {
  it("are named as in wheel tags", () => {
    expect(targetId({ python: "cp312", libc: "manylinux_2_28", machine: "aarch64" })).toBe(
      "cp312-manylinux_2_28_aarch64",
    );
    expect(targetId({ python: "cp311", libc: "musllinux_1_2", machine: "aarch64" })).toBe(
      "cp311-musllinux_1_2_aarch64",
    );
    expect(targetId({ python: "cp311", libc: null, machine: "x86_64" })).toBe("cp311-linux_x86_64");
  });

  it("take a libc floor by its tag or by a name from before PEP 600", () => {
    expect(parseLibc("Manylinux_2_28")).toEqual({ ok: true, value: libcFloor("glibc", 2, 28) });
    expect(parseLibc("manylinux2014")).toMatchObject({ ok: true, value: { tag: "manylinux_2_17" } });
    expect(parseLibc("musllinux_1_2")).toMatchObject({ ok: true, value: { family: "musl", minor: 2 } });
    for (const text of ["", "glibc", "manylinux_2", "manylinux_2_28_aarch64", "constructor"]) {
      expect(parseLibc(text), text).toMatchObject({ ok: false, problems: [{ code: "unknown-libc" }] });
    }
  });
});
