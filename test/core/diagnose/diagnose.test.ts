import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/core/diagnose/diagnose.ts";
import { excerptOf } from "../../../src/core/diagnose/excerpt.ts";

describe("diagnose", () => {
  it("puts what is specific before what follows from it", () => {
    const lines = [
      "a.c:9:2: error: unknown type name 'ffi_type'",
      "c/a.c:15:10: fatal error: ffi.h: No such file or directory",
    ];
    expect(diagnose(lines).map((item) => item.signature)).toEqual(["libffi", "c-compiler", "header-generic"]);
  });

  it("names what is missing", () => {
    expect(diagnose(["m.c:2:10: fatal error: oddlib/core.h: No such file or directory"])[0]).toMatchObject({
      class: "missing-header",
      cause: "The header oddlib/core.h is not installed.",
    });
  });
});

describe("excerptOf", () => {
  it("shows the first error with what leads to it and what follows, not the end", () => {
    const noise = Array.from({ length: 500 }, (_, index) => `compiling file ${index}`);
    const error = [
      "gcc -Wall -c src/mod.c",
      "In file included from src/mod.c:3:",
      "src/api.h:1:10: fatal error: Python.h: No such file or directory",
      "    1 | #include <Python.h>",
      "      |          ^~~~~~~~~~",
      "compilation terminated.",
    ];
    const excerpt = excerptOf([...noise, ...error, "", ...noise]);
    expect(excerpt?.lines).toEqual(error);
    expect(excerpt?.range).toEqual([500, 505]);
  });

  it("shows a traceback whole, or its head and its end", () => {
    const frames = Array.from({ length: 60 }, (_, index) => `  File "setup.py", line ${index}, in f`);
    const lines = ["before", "Traceback (most recent call last):", ...frames, "RuntimeError: no version", "after"];
    const excerpt = excerptOf(lines);
    expect(excerpt?.lines).toHaveLength(40);
    expect(excerpt?.lines.slice(0, 2)).toEqual(["Traceback (most recent call last):", "…"]);
    expect(excerpt?.lines.at(-1)).toBe("RuntimeError: no version");
  });

  it("shows nothing when nothing looks like an error", () => {
    expect(excerptOf(["one", "two", "three"])).toBeNull();
    expect(excerptOf([])).toBeNull();
  });

  it("cuts long lines", () => {
    expect(excerptOf([`error: ${"x".repeat(5_000)}`])?.lines[0]).toHaveLength(301);
  });
});
