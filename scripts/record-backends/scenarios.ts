import type { Members } from "../../test/rig/projects/archive.ts";

/** One build of a small project by a real backend with a real compiler. */
export interface BackendScenario {
  readonly name: string;
  /** Name of the project; version 1.0. */
  readonly project: string;
  readonly files: Members;
  /** Options of pip, e.g. `-v`: a build that succeeds shows nothing without it. */
  readonly options: readonly string[];
  readonly succeeds: boolean;
  /** Debian packages that the image lacks. */
  readonly apt?: readonly string[];
}

const SETUPTOOLS = 'requires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n';
const SCIKIT = 'requires = ["scikit-build-core"]\nbuild-backend = "scikit_build_core.build"\n';
const MESON = 'requires = ["meson-python"]\nbuild-backend = "mesonpy"\n';
const MATURIN = 'requires = ["maturin>=1.0"]\nbuild-backend = "maturin"\n';

function pyproject(system: string, project: string, more = ""): string {
  return `[build-system]\n${system}\n[project]\nname = "${project}"\nversion = "1.0"\n${more}`;
}

/** A module of C without anything in it; `head` is put before it. */
function cModule(module: string, head = ""): string {
  return `#define PY_SSIZE_T_CLEAN
#include <Python.h>
${head}
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "${module}", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_${module}(void) { return PyModule_Create(&definition); }
`;
}

function setuptoolsProject(project: string, head: string): Members {
  const sources = `ext_modules=[Extension("${project}", ["${project}.c"]), Extension("${project}_two", ["second.c"])]`;
  return {
    "pyproject.toml": pyproject(SETUPTOOLS, project),
    "setup.py": `from setuptools import Extension, setup\nsetup(${sources})\n`,
    [`${project}.c`]: cModule(project, head),
    "second.c": cModule(`${project}_two`),
  };
}

function cmakeProject(project: string, lines: readonly string[]): Members {
  const head = ["cmake_minimum_required(VERSION 3.20)", `project(\${SKBUILD_PROJECT_NAME} LANGUAGES C)`];
  const tail = [
    "find_package(Python REQUIRED COMPONENTS Interpreter Development.Module)",
    `Python_add_library(${project} MODULE ${project}.c WITH_SOABI)`,
    `install(TARGETS ${project} DESTINATION .)`,
  ];
  return {
    "pyproject.toml": pyproject(SCIKIT, project),
    "CMakeLists.txt": `${[...head, ...lines, ...tail].join("\n")}\n`,
    [`${project}.c`]: cModule(project),
  };
}

function mesonProject(project: string, lines: readonly string[]): Members {
  const build = [
    `project('${project}', 'c', version: '1.0')`,
    ...lines,
    "py = import('python').find_installation(pure: false)",
    `py.extension_module('${project}', '${project}.c', install: true)`,
  ];
  return {
    "pyproject.toml": pyproject(MESON, project),
    "meson.build": `${build.join("\n")}\n`,
    [`${project}.c`]: cModule(project),
  };
}

function maturinProject(project: string): Members {
  const package_ = `[package]\nname = "${project}"\nversion = "1.0.0"\nedition = "2021"\n`;
  return {
    "pyproject.toml": pyproject(MATURIN, project, '\n[tool.maturin]\nbindings = "bin"\n'),
    "Cargo.toml": package_,
    "Cargo.lock": `version = 3\n\n[[package]]\nname = "${project}"\nversion = "1.0.0"\n`,
    "src/main.rs": 'fn main() {\n    println!("{}", std::env::consts::ARCH);\n}\n',
  };
}

export const SCENARIOS: readonly BackendScenario[] = [
  { name: "setuptools-ok", project: "stok", files: setuptoolsProject("stok", ""), options: ["-v"], succeeds: true },
  {
    name: "setuptools-header",
    project: "stheader",
    files: setuptoolsProject("stheader", "#include <ffi.h>"),
    options: [],
    succeeds: false,
  },
  {
    name: "setuptools-error",
    project: "sterror",
    files: setuptoolsProject("sterror", "static int first(PyLongObject *number) { return number->ob_digits[0]; }"),
    options: ["-v"],
    succeeds: false,
  },
  { name: "cmake-ok", project: "cmok", files: cmakeProject("cmok", []), options: ["-v"], succeeds: true },
  {
    name: "cmake-library",
    project: "cmlibrary",
    files: cmakeProject("cmlibrary", ["find_package(OpenSSL REQUIRED)"]),
    options: [],
    succeeds: false,
  },
  {
    name: "cmake-compiler",
    project: "cmcompiler",
    files: cmakeProject("cmcompiler", ["enable_language(CXX)"]),
    options: [],
    succeeds: false,
  },
  { name: "meson-ok", project: "mesok", files: mesonProject("mesok", []), options: ["-v"], succeeds: true },
  {
    name: "meson-dependency",
    project: "mesdependency",
    files: mesonProject("mesdependency", ["dependency('openblas')"]),
    options: [],
    succeeds: false,
  },
  { name: "maturin-rust", project: "rustless", files: maturinProject("rustless"), options: [], succeeds: false },
  {
    name: "maturin-ok",
    project: "rusty",
    files: maturinProject("rusty"),
    options: ["-v"],
    succeeds: true,
    apt: ["cargo"],
  },
];
