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

describe("what a build survived", () => {
  const optional = [
    "building 'markupsafe._speedups' extension",
    "gcc -fPIC -c src/markupsafe/_speedups.c",
    "error: command 'gcc' failed: No such file or directory",
    "WARNING: The C extension could not be compiled, speedups are not enabled.",
    "Failure information, if any, is above.",
    "Retrying the build without the C extension now.",
  ];

  it("is not the cause of what ended it", () => {
    const lines = [
      ...optional,
      "building 'demo' extension",
      "src/demo.c:3:10: fatal error: ffi.h: No such file or directory",
    ];
    expect(diagnose(lines).map(({ signature }) => signature)).toEqual(["libffi", "header-generic", "c-compiler"]);
  });

  it("is nothing at all when the whole went well", () => {
    expect(diagnose([...optional, "Successfully built MarkupSafe"])).toEqual([]);
    expect(diagnose(["src/a.c:1:2: error: x", "Successfully built a"])).toEqual([]);
    expect(diagnose(["src/a.c:1:2: error: x", "Successfully built a"], { failed: true })).toHaveLength(1);
  });

  it("only counts up to where its own extension began", () => {
    const lines = ["src/demo.c:3:10: fatal error: ffi.h: No such file or directory", ...optional];
    expect(diagnose(lines)[0]?.signature).toBe("libffi");
  });
});

describe("root causes before consequences", () => {
  it("names the first error of a parallel compile, not the last line", () => {
    const lines = [
      "[11/90] Building CXX object a.cc.o",
      "FAILED: [code=1] b.cc.o",
      "b.cc:7:3: error: 'foo' was not declared in this scope",
      "[12/90] Building CXX object c.cc.o",
      "c.cc:2:1: error: expected ';'",
      "ninja: build stopped: subcommand failed.",
      "*** CMake build failed",
    ];
    const diagnoses = diagnose(lines);
    expect(diagnoses.map(({ signature, lines: [at] }) => [signature, at])).toEqual([
      ["c-compiler", 2],
      ["scikit-build-core-generic", 6],
    ]);
    expect(excerptOf(lines, diagnoses)?.key).toBe("b.cc:7:3: error: 'foo' was not declared in this scope");
  });

  it("puts memory, disk and emulator before whatever else failed of it", () => {
    const lines = [
      "src/a.c:1:10: fatal error: ffi.h: No such file or directory",
      "qemu: uncaught target signal 11 (Segmentation fault) - core dumped",
    ];
    expect(diagnose(lines)[0]?.class).toBe("emulator-crash");
  });

  it("takes a question of the build for less than an error", () => {
    const lines = ["/bin/sh: 1: pkg-config: not found", "src/a.c:4:1: error: expected ';'"];
    expect(diagnose(lines).map(({ signature }) => signature)).toEqual([
      "c-compiler",
      "pkgconfig-missing",
      "program-generic",
    ]);
    expect(diagnose(lines.slice(0, 1))[0]?.signature).toBe("pkgconfig-missing");
  });

  it("does not take trial programs of configure scripts for errors of the package", () => {
    const lines = [
      "conftest.c:9:10: fatal error: ffi.h: No such file or directory",
      "src/a.c:4:1: error: expected ';'",
    ];
    expect(diagnose(lines)[0]?.signature).toBe("c-compiler");
  });

  it("takes a connection that was tried again for a remark", () => {
    const retry =
      "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError(\"Connection refused\")': /simple/a/";
    expect(diagnose([retry, "src/a.c:4:1: error: expected ';'"])[0]?.signature).toBe("c-compiler");
  });

  it("takes only names that mean nothing to a shell into commands", () => {
    const commands = (name: string) => diagnose([`E: Unable to locate package ${name}`])[0]?.commands;
    expect(commands("libfoo-dev")).toContain("apt-cache search --names-only libfoo-dev");
    expect(commands("x;reboot")).toEqual(["apt-get update"]);
    expect(commands("--option")).toEqual(["apt-get update"]);
  });
});

describe("the headers of Python", () => {
  const error = "src/mod.c:1:10: fatal error: Python.h: No such file or directory";

  it("come with the distribution's package for the distribution's Python only", () => {
    expect(diagnose(["gcc -I/usr/include/python3.11 -c src/mod.c", error])[0]?.remedies.apt).toEqual(["python3-dev"]);
    for (const folder of [
      "/usr/local/include/python3.12",
      "/opt/hostedtoolcache/Python/3.12.7/arm64/include/python3.12",
    ]) {
      const [found] = diagnose([`gcc -I${folder} -c src/mod.c`, error]);
      expect(found?.remedies.apt).toEqual([]);
      expect(found?.cause).toContain(folder);
      expect(found?.advice).toMatch(/does not help/);
    }
  });
});

describe("an error that no signature knows", () => {
  it("is found by its words, the first of the clearest, in at most 40 lines", () => {
    const noise = Array.from({ length: 300 }, (_, index) => `copying demo/errors_${index}.py -> build/lib`);
    const lines = [
      ...noise,
      "frobnicator: something is missing",
      "wibble error: the flux is off",
      ...noise,
      "giving up",
    ];
    const excerpt = excerptOf(lines, diagnose(lines));
    expect(excerpt?.key).toBe("wibble error: the flux is off");
    expect(excerpt?.lines.length).toBeLessThanOrEqual(40);
  });
});
