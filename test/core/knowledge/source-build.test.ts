import { describe, expect, it } from "vitest";
import type { SdistFacts } from "../../../src/core/index/sdist-facts.ts";
import { knowledgeOf } from "../../../src/core/knowledge/knowledge.ts";
import { sourceBuildOf } from "../../../src/core/knowledge/source-build.ts";
import { targetOf } from "../index/pages.ts";

const TARGET = targetOf("cp312-manylinux_2_28_aarch64");

function facts(
  buildRequires: readonly string[] | null,
  extensions: Record<string, number>,
  buildBackend = "x",
): SdistFacts {
  return { buildRequires, buildBackend, extensions, dynamic: false };
}

describe("what an sdist has compiled", () => {
  it.each<[string, SdistFacts, readonly string[]]>([
    ["setuptools with C", facts(["setuptools>=61"], { py: 3, c: 2, h: 4 }), ["C"]],
    ["setuptools, no pyproject", facts(null, { py: 3 }), []],
    ["maturin", facts(["maturin>=1,<2"], { py: 1, rs: 40 }), ["Rust"]],
    [
      "setuptools-rust with vendored C",
      facts(["setuptools", "setuptools-rust", "cffi>=1.12"], { c: 1, rs: 9 }),
      ["Rust", "C"],
    ],
    ["setuptools-rust whose crate is fetched", facts(["setuptools-rust"], { py: 1 }), ["Rust"]],
    ["Cython", facts(["setuptools", "Cython>=3"], { pyx: 4, pxd: 2 }), ["Cython"]],
    [
      "meson-python with everything",
      facts(["meson-python", "Cython", "numpy"], { f90: 2, c: 9, cpp: 3, pyx: 1 }),
      ["Fortran", "C++", "Cython", "C"],
    ],
    ["scikit-build-core, sources in a submodule", facts(["scikit-build-core", "pybind11"], { py: 2, txt: 1 }), ["C++"]],
    ["cffi by its requirement", facts(["cffi>=1.0", "setuptools"], { py: 2 }), ["C"]],
    ["torch's extension", facts(["setuptools", "torch"], { cu: 5, cpp: 5 }), ["CUDA", "C++"]],
    ["flit with test data in C", facts(["flit_core>=3"], { c: 2 }, "flit_core.buildapi"), []],
    ["hatchling", facts(["hatchling"], { py: 9 }), []],
    ["hostile names", facts(["a b c", "__proto__"], { __proto__: 3, constructor: 2, toString: 1 }), []],
  ])("%s", (_title, given, compile) => {
    const build = sourceBuildOf({ filename: "demo-1.0.tar.gz", facts: given, text: null }, null, TARGET);
    expect(build.compile).toEqual(compile);
    expect(build.evidence).toMatch(/files of demo-1\.0\.tar\.gz$/);
    expect(build.system === null).toBe(compile.length === 0);
  });

  it("is known by the table when its files were not read, and by PKG-INFO when the table knows nothing", () => {
    const text =
      "Metadata-Version: 2.1\nClassifier: Programming Language :: Python\nClassifier: Programming Language :: Rust\n";
    const sdist = { filename: "demo-1.0.tar.gz", facts: null, text };
    expect(sourceBuildOf(sdist, knowledgeOf("psycopg2", TARGET), TARGET)).toMatchObject({
      compile: ["C"],
      evidence: "by the table, 2026-08",
    });
    expect(sourceBuildOf(sdist, null, TARGET)).toMatchObject({ compile: ["Rust"] });
    expect(sourceBuildOf({ ...sdist, text: null }, null, TARGET)).toMatchObject({ compile: null, system: null });
  });
});

describe("what a build needs", () => {
  it("is what the table names and the compilers, and headers where Python is the system's", () => {
    const sdist = { filename: "psycopg2-2.9.9.tar.gz", facts: facts(["setuptools"], { c: 40 }), text: null };
    const build = sourceBuildOf(sdist, knowledgeOf("psycopg2", TARGET), TARGET);
    expect(build.system?.build.apt).toEqual(["build-essential", "libpq-dev"]);
    expect(build.system?.runtime).toEqual({ apt: ["libpq5"], dnf: ["libpq"], apk: ["libpq"] });
    const jetson = sourceBuildOf(sdist, knowledgeOf("psycopg2", TARGET), targetOf("jetson-jp6"));
    expect(jetson.system?.build.apt).toEqual(["build-essential", "python3-dev", "libpq-dev"]);
  });

  it("takes minutes only where somebody measured them", () => {
    const sdist = { filename: "tables-3.10.tar.gz", facts: null, text: null };
    expect(sourceBuildOf(sdist, knowledgeOf("tables", TARGET), TARGET).minutes?.value).toBe(25);
    expect(sourceBuildOf(sdist, knowledgeOf("psycopg2", TARGET), TARGET).minutes).toBeNull();
  });
});
