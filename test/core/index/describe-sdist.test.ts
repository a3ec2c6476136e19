import { expect, it } from "vitest";
import { extensionOf } from "../../../src/core/index/describe-sdist.ts";

it.each([
  ["demo-1.0/src/fast.PYX", "pyx"],
  ["./demo-1.0/native/lib.rs", "rs"],
  ["test/native/lib.rs", "rs"],
  ["demo-1.0/vendored-meson/meson/test cases/cuda/1 simple/prog.cu", null],
  ["demo-1.0/pkg/tests/foo.f90", null],
  ["demo-1.0/docs/conf.c", null],
  ["demo-1.0/contest/a.c", "c"],
  ["demo-1.0/Makefile", null],
])("counts %s as what its build compiles only where a build does: %s", (path, extension) => {
  expect(extensionOf(path)).toBe(extension);
});
