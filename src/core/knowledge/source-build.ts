import type { SourceBuild } from "../findings/facts.ts";
import type { SdistFacts } from "../index/sdist-facts.ts";
import { parseRequirement } from "../pep/requirement.ts";
import type { Target } from "../target/target.ts";
import { joinSystem, systemOf } from "./libraries.ts";
import type { CompileKind, PackageKnowledge, SystemPackages } from "./model.ts";
import { toolchainOf } from "./toolchains.ts";

/** What is known of an sdist without building it. */
export interface SdistRead {
  readonly filename: string;
  /** Null when it was not fetched. */
  readonly facts: SdistFacts | null;
  /** Its PKG-INFO; null when it was not fetched. */
  readonly text: string | null;
}

/** The order in which languages are named. */
const KINDS: readonly CompileKind[] = ["CUDA", "Rust", "Fortran", "C++", "Cython", "C", "Go"];

/** What a file of this ending is compiled by. Headers say nothing: they also stand in data and documentation. */
const EXTENSIONS: Readonly<Record<string, CompileKind>> = {
  c: "C",
  cc: "C++",
  cpp: "C++",
  cxx: "C++",
  cu: "CUDA",
  f: "Fortran",
  f77: "Fortran",
  f90: "Fortran",
  f95: "Fortran",
  go: "Go",
  pyx: "Cython",
  rs: "Rust",
};

/** Projects that stand in `[build-system] requires` only of what compiles: setuptools alone says nothing. */
const BUILD_TOOLS: Readonly<Record<string, CompileKind>> = {
  cffi: "C",
  cython: "Cython",
  maturin: "Rust",
  mypy: "C",
  nanobind: "C++",
  numpy: "C",
  pybind11: "C++",
  "scikit-build": "C++",
  "scikit-build-core": "C++",
  "setuptools-golang": "Go",
  "setuptools-rust": "Rust",
  swig: "C++",
  torch: "C++",
};

/** Backends that compile nothing, whatever files lie beside the Python code. */
const PURE_BACKENDS: ReadonlySet<string> = new Set(["flit_core.buildapi", "flit.buildapi", "uv_build"]);

/**
 * What it takes to build an sdist, by its own files where they were read, else by the table, else by the languages that its
 * PKG-INFO names. `compile` is empty when nothing is compiled and null when it cannot be told; `system` is what the table
 * names and the compilers, `minutes` only what somebody measured.
 */
export function sourceBuildOf(sdist: SdistRead, knowledge: PackageKnowledge | null, target: Target): SourceBuild {
  const { filename, facts } = sdist;
  const { compile, evidence } = compileKinds(sdist, knowledge);
  return {
    file: filename,
    compile,
    backend: facts?.buildBackend ?? null,
    buildRequires: facts?.buildRequires ?? null,
    system: systemNeeds(compile, knowledge, target),
    minutes: knowledge?.buildMinutes ?? null,
    evidence,
  };
}

function compileKinds(
  { filename, facts, text }: SdistRead,
  knowledge: PackageKnowledge | null,
): { readonly compile: readonly CompileKind[] | null; readonly evidence: string } {
  if (facts !== null) {
    const from = facts.buildRequires === null ? "the files of" : "pyproject.toml and the files of";
    return { compile: kindsOfFiles(facts), evidence: `from ${from} ${filename}` };
  }
  if (knowledge?.compile !== undefined)
    return { compile: knowledge.compile, evidence: `by the table, ${knowledge.date}` };
  const named = languagesOf(text ?? "");
  if (named.length > 0) return { compile: named, evidence: `by the languages that PKG-INFO of ${filename} names` };
  return { compile: null, evidence: `${filename} was not looked into` };
}

function kindsOfFiles({ buildRequires, buildBackend, extensions }: SdistFacts): readonly CompileKind[] {
  if (buildBackend !== null && PURE_BACKENDS.has(buildBackend)) return [];
  const byFile = Object.entries(extensions).flatMap(([extension, count]) => {
    const kind = Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined;
    return kind === undefined || count === 0 ? [] : [kind];
  });
  const byTool = (buildRequires ?? []).flatMap((requirement) => toolKind(requirement) ?? []);
  // A tool says little where the files say more: with .pyx and .cpp, Cython and numpy add no language of their own.
  return inOrder(byFile.length > 0 ? [...byFile, ...byTool.filter((kind) => kind === "Rust")] : byTool);
}

function toolKind(requirement: string): CompileKind | null {
  const read = parseRequirement(requirement);
  const name = read.ok ? read.value.name : "";
  return Object.hasOwn(BUILD_TOOLS, name) ? (BUILD_TOOLS[name] ?? null) : null;
}

/** `Classifier: Programming Language :: Rust`. */
function languagesOf(text: string): readonly CompileKind[] {
  const named = [...text.matchAll(/^Classifier: Programming Language :: (\S+)\s*$/gim)].map(([, language]) => language);
  return KINDS.filter((kind) => named.includes(kind));
}

function inOrder(kinds: readonly CompileKind[]): readonly CompileKind[] {
  return KINDS.filter((kind) => kinds.includes(kind));
}

/** The headers of Python are the system's to bring where Python is the system's: in a profile of a distribution. */
function systemNeeds(
  compile: readonly CompileKind[] | null,
  knowledge: PackageKnowledge | null,
  target: Target,
): SystemPackages | null {
  if (compile?.length === 0) return knowledge?.system === undefined ? null : runtimeOf(knowledge.system);
  const headers = target.profile === null || compile === null ? [] : ["python-headers"];
  const compilers = joinSystem([toolchainOf(compile ?? []), systemOf(...headers)]);
  const known = knowledge?.system ?? null;
  return compile === null && known === null ? null : joinSystem([compilers, ...(known === null ? [] : [known])]);
}

function runtimeOf({ runtime }: SystemPackages): SystemPackages {
  return { build: {}, runtime };
}
