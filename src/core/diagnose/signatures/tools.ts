import type { Signature } from "../signature.ts";
import { packagesOf } from "./packages.ts";

/** A program that the build calls and that is not there. */
export const TOOLS: readonly Signature[] = [
  {
    id: "cc-missing",
    class: "missing-tool",
    needles: ["gcc", "cc'", "clang", "c compiler", "compiler(s)", "c_compiler"],
    pattern:
      /error: command '(?:[^']{0,200}\/)?(?:\w+-linux-(?:gnu|musl)-)?(?:gcc|cc|clang)' failed: No such file|No such file or directory: '(?:[^']{0,200}\/)?(?:\w+-linux-(?:gnu|musl)-)?(?:gcc|cc|clang)'|unable to execute '?(?:[^' ]{0,200}\/)?(?:\w+-linux-gnu-)?(?:gcc|cc)\b|Unknown compiler\(s\): \[\['?(?:cc|gcc)|No CMAKE_C_COMPILER could be found|error: linker `cc` not found/,
    cause: "There is no C compiler.",
    advice: null,
    packages: packagesOf("build-essential", "gcc gcc-c++ make", "build-base", "c-compiler"),
    generic: false,
    example: "error: command 'gcc' failed: No such file or directory",
  },
  {
    id: "cxx-missing",
    class: "missing-tool",
    needles: ["g++", "c++'", "cc1plus", "cxx_compiler"],
    pattern:
      /error trying to exec '?cc1plus|cannot execute '?cc1plus|command '(?:[^']{0,200}\/)?(?:\w+-linux-(?:gnu|musl)-)?(?:g\+\+|c\+\+)' failed: No such file|No such file or directory: '(?:[^']{0,200}\/)?(?:\w+-linux-(?:gnu|musl)-)?(?:g\+\+|c\+\+)'|No CMAKE_CXX_COMPILER could be found/,
    cause: "There is no C++ compiler.",
    advice: null,
    packages: packagesOf("g++", "gcc-c++", "g++", "cxx-compiler"),
    generic: false,
    example: "gcc: fatal error: cannot execute 'cc1plus': execvp: No such file or directory",
  },
  {
    id: "fortran-missing",
    class: "missing-tool",
    needles: ["fortran"],
    pattern:
      /Unknown compiler\(s\): \[\['?gfortran|no Fortran compiler found|gfortran: (?:command )?not found|No CMAKE_Fortran_COMPILER could be found/,
    cause: "There is no Fortran compiler.",
    advice: null,
    packages: packagesOf("gfortran", "gcc-gfortran", "gfortran", "fortran-compiler"),
    generic: false,
    example: "ERROR: Unknown compiler(s): [['gfortran'], ['flang-new']]",
  },
  {
    id: "rust-missing",
    class: "missing-tool",
    needles: ["rust", "cargo", "puccinialin"],
    pattern:
      /can't find Rust compiler|No matching distribution found for puccinialin|Cargo, the Rust package manager, is not installed|cargo: (?:command )?not found|No such file or directory: '(?:cargo|rustc)'|Cargo metadata failed\. Do you have cargo in your PATH/,
    cause: "There is no Rust toolchain (cargo, rustc).",
    advice: "Where the distribution's Rust is too old, install one with rustup.",
    packages: packagesOf("cargo rustc", "cargo rust", "cargo rust", "rust"),
    generic: false,
    example: "error: can't find Rust compiler",
  },
  {
    id: "cmake-missing",
    class: "missing-tool",
    needles: ["cmake"],
    pattern:
      /\bcmake: (?:command )?not found|No such file or directory: 'cmake'|CMake must be installed to build|CMakeNotFoundError|Could not find CMake with version/,
    cause: "CMake is not installed.",
    advice: null,
    packages: packagesOf("cmake", "cmake", "cmake", "cmake"),
    generic: false,
    example: "RuntimeError: CMake must be installed to build the following extensions: demo",
  },
  {
    id: "ninja-missing",
    class: "missing-tool",
    needles: ["ninja"],
    pattern:
      /Could not find ninja version [\d.]{1,12} or newer|\bninja: (?:command )?not found|No such file or directory: 'ninja'|NinjaNotFoundError/,
    cause: "Ninja is not installed.",
    advice: null,
    packages: packagesOf("ninja-build", "ninja-build", "samurai", "ninja"),
    generic: false,
    example: "meson-python: error: Could not find ninja version 1.8.2 or newer.",
  },
  {
    id: "make-missing",
    class: "missing-tool",
    needles: ["make"],
    pattern:
      /(?:^|[^\w-])make: (?:command )?not found|No such file or directory: 'make'|build program corresponding to "Unix Makefiles"/,
    cause: "make is not installed.",
    advice: null,
    packages: packagesOf("make", "make", "make", "make"),
    generic: false,
    example: "/bin/sh: 1: make: not found",
  },
  {
    id: "pkg-config-missing",
    class: "missing-tool",
    needles: ["pkg-config"],
    pattern:
      /pkg-config'?:? (?:command )?not found|Unable to invoke pkg-config|No such file or directory: 'pkg-config'|pkg-config is required|Did not find pkg-config by name/,
    cause: "pkg-config is not installed.",
    advice: null,
    packages: packagesOf("pkg-config", "pkgconf-pkg-config", "pkgconf", "pkg-config"),
    generic: false,
    example: "/bin/sh: 1: pkg-config: not found",
  },
  {
    id: "git-missing",
    class: "missing-tool",
    needles: ["git"],
    pattern: /Cannot find command 'git'|No such file or directory: 'git'|\bgit: (?:command )?not found/,
    cause: "git is not installed.",
    advice: null,
    packages: packagesOf("git", "git", "git", "git"),
    generic: false,
    example: "FileNotFoundError: [Errno 2] No such file or directory: 'git'",
  },
];
