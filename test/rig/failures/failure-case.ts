import type { Attempt } from "./machine.ts";

/** A build that fails for one reason, and what must be said of it. */
export interface FailureCase {
  readonly name: string;
  /** Whether the package comes from the index, is the project's own with a real backend, or the failure itself is injected. */
  readonly origin: "real" | "own" | "own, crash injected";
  /** What is built, for people. */
  readonly subject: string;
  /** Quick enough for every run of CI. */
  readonly quick: boolean;
  readonly architecture: Attempt["architecture"];
  readonly limits: readonly string[];
  /** Files of the project's own package, below /case. */
  readonly files: Readonly<Record<string, string>>;
  /** Makes the machine what the story needs: without a compiler, for example. */
  readonly prepare: string;
  /** pip's arguments behind `pip wheel`. */
  readonly build: string;
  /** Class in the title of the finding. */
  readonly expected: string;
  /** A word of the cause. */
  readonly cause: RegExp;
  /**
   * Which remedy of the report is applied: the first whose commands match is run as it is. For a remedy that is no command,
   * what a person would do after reading it, as a change of the machine.
   */
  readonly remedy: { readonly command: RegExp } | { readonly text: RegExp; readonly change: Change };
}

/** Another machine, or the same prepared in another way. */
export type Change = Partial<Pick<Attempt, "architecture">> & { readonly prepare?: string };

const SETUPTOOLS = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n';

const EXTENSION = `#include <Python.h>
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "demo", NULL, -1, NULL};
PyMODINIT_FUNC PyInit_demo(void) { return PyModule_Create(&module); }
`;

/** Each of four compilers at a time takes more than a quarter of the memory. */
const HUNGRY_SETUP = `
import os, subprocess, sys
from concurrent.futures import ThreadPoolExecutor
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

class parallel_build_ext(build_ext):
    def build_extension(self, ext):
        jobs = int(os.environ.get("MAX_JOBS", "4"))
        def compile(number):
            subprocess.run(["gcc", "-O1", "-c", f"table{number}.c", "-o", f"table{number}.o"], check=True)
        with ThreadPoolExecutor(jobs) as pool:
            list(pool.map(compile, range(4)))
        super().build_extension(ext)

for number in range(4):
    with open(f"table{number}.c", "w") as file:
        file.write(f"int table{number}[] = {{")
        file.write(",".join(str(value * 7919 % 65521) for value in range(700_000)))
        file.write("};\\n")
setup(name="hungry", version="1.0", ext_modules=[Extension("hungry", ["hungry.c"])], cmdclass={"build_ext": parallel_build_ext})
`;

const CRASHING_SETUP = `
import os, platform, signal
from setuptools import setup
if platform.machine() == "aarch64":
    # The injected crash: what QEMU prints of it is real.
    os.kill(os.getpid(), signal.SIGSEGV)
setup(name="crasher", version="1.0", py_modules=[])
`;

/** Any program of the image would do: this one says its version. */
const GENERATING_SETUP = `
import subprocess
from setuptools import setup
subprocess.run(["/opt/generator", "--version"], check=True)
setup(name="generated", version="1.0", py_modules=[])
`;

const own = (files: Readonly<Record<string, string>>) => files;

export const FAILURE_CASES: readonly FailureCase[] = [
  {
    name: "missing compiler",
    origin: "real",
    subject: "regex, a C extension",
    quick: false,
    architecture: "amd64",
    limits: [],
    files: {},
    prepare: "dpkg --remove --force-depends gcc gcc-12 cpp cpp-12 >/dev/null 2>&1; apt-get update -qq",
    build: "--no-binary regex regex==2024.11.6",
    expected: "missing-tool",
    cause: /no C compiler/,
    remedy: { command: /^apt-get install .*build-essential/ },
  },
  {
    name: "missing header",
    origin: "real",
    subject: "cffi, a C extension over libffi",
    quick: false,
    architecture: "amd64",
    limits: [],
    files: {},
    prepare: "apt-get update -qq",
    build: "--no-binary cffi cffi==1.17.1",
    expected: "missing-header",
    cause: /libffi/,
    remedy: { command: /^apt-get install .*libffi-dev/ },
  },
  {
    name: "missing Fortran",
    origin: "own",
    subject: "an extension in Fortran with meson-python (SciPy's backend)",
    quick: false,
    architecture: "amd64",
    limits: [],
    files: own({
      "pyproject.toml":
        '[build-system]\nrequires = ["meson-python", "ninja"]\nbuild-backend = "mesonpy"\n[project]\nname = "formula"\nversion = "1.0"\n',
      "meson.build":
        "project('formula', 'fortran')\npy = import('python').find_installation(pure: false)\nlib = static_library('sum', 'sum.f90')\npy.install_sources('formula.py')\n",
      "sum.f90":
        "subroutine total(a, b, c)\n  real, intent(in) :: a, b\n  real, intent(out) :: c\n  c = a + b\nend subroutine\n",
      "formula.py": "VERSION = '1.0'\n",
    }),
    prepare: "apt-get update -qq",
    build: ".",
    expected: "missing-tool",
    cause: /Fortran/,
    remedy: { command: /^apt-get install .*gfortran/ },
  },
  {
    name: "Cython 3 break",
    origin: "real",
    subject: "PyYAML 6.0, whose setup does not know Cython 3",
    quick: true,
    architecture: "amd64",
    limits: [],
    files: {},
    prepare: ":",
    build: "--no-binary PyYAML PyYAML==6.0",
    expected: "tool-version",
    cause: /Cython 3/,
    remedy: { command: /cython<3/ },
  },
  {
    name: "Rust absent",
    origin: "own",
    subject: "an extension in Rust with setuptools-rust",
    quick: false,
    architecture: "amd64",
    limits: [],
    files: own({
      "pyproject.toml":
        '[build-system]\nrequires = ["setuptools", "setuptools-rust"]\nbuild-backend = "setuptools.build_meta"\n',
      "setup.py":
        'from setuptools import setup\nfrom setuptools_rust import Binding, RustExtension\nsetup(name="oxide", version="1.0", rust_extensions=[RustExtension("oxide", binding=Binding.NoBinding)])\n',
      "Cargo.toml": '[package]\nname = "oxide"\nversion = "1.0.0"\nedition = "2021"\n[lib]\ncrate-type = ["cdylib"]\n',
      "src/lib.rs": '#[no_mangle]\npub extern "C" fn answer() -> i32 {\n    42\n}\n',
    }),
    prepare: "apt-get update -qq",
    build: ".",
    expected: "missing-tool",
    cause: /Rust/,
    remedy: { command: /^apt-get install .*cargo/ },
  },
  {
    name: "setuptools too new",
    origin: "real",
    subject: "decopatch 1.4.10, whose setup imports pkg_resources",
    quick: true,
    architecture: "amd64",
    limits: [],
    files: {},
    prepare: ":",
    build: "--no-deps --no-binary decopatch decopatch==1.4.10",
    expected: "missing-python-module",
    cause: /pkg_resources/,
    remedy: { command: /setuptools<82/ },
  },
  {
    name: "out of memory",
    origin: "own",
    subject: "four compilers at a time in a container with 320 MB",
    quick: true,
    architecture: "amd64",
    limits: ["--memory", "320m", "--memory-swap", "320m"],
    files: own({
      "pyproject.toml": SETUPTOOLS,
      "setup.py": HUNGRY_SETUP,
      "hungry.c": EXTENSION.replaceAll("demo", "hungry"),
    }),
    prepare: ":",
    build: ".",
    expected: "out-of-memory",
    cause: /memory/,
    remedy: { command: /MAX_JOBS=1/ },
  },
  {
    name: "disk full",
    origin: "real",
    subject: "regex, where /tmp is a file system of 8 MB",
    quick: true,
    architecture: "amd64",
    limits: ["--tmpfs", "/tmp:size=8m,exec"],
    files: {},
    prepare: ":",
    build: "--no-binary regex regex==2024.11.6",
    expected: "disk-full",
    cause: /disk is full/,
    remedy: { command: /TMPDIR=/ },
  },
  {
    name: "QEMU crash",
    origin: "own, crash injected",
    subject: "a setup that kills itself by SIGSEGV under QEMU",
    quick: false,
    architecture: "arm64",
    limits: [],
    files: own({ "pyproject.toml": SETUPTOOLS, "setup.py": CRASHING_SETUP }),
    prepare: ":",
    build: ".",
    expected: "emulator-crash",
    cause: /QEMU/,
    remedy: { text: /native/, change: { architecture: "amd64" } },
  },
  {
    name: "wrong base image",
    origin: "own",
    subject: "a setup that runs a generator of the image, which is a riscv64 program",
    quick: false,
    architecture: "amd64",
    limits: [],
    files: own({ "pyproject.toml": SETUPTOOLS, "setup.py": GENERATING_SETUP }),
    prepare: [
      "apt-get update -qq",
      "(cd /tmp && apt-get download -qq libc6-riscv64-cross && dpkg -x libc6-riscv64-cross_*.deb /opt/other)",
      "ln -s /opt/other/usr/riscv64-linux-gnu/lib/ld-linux-riscv64-lp64d.so.1 /opt/generator",
    ].join("\n"),
    build: ".",
    expected: "wrong-platform",
    cause: /another architecture/,
    remedy: {
      text: /platform of this machine/,
      change: { prepare: "ln -s /lib64/ld-linux-x86-64.so.2 /opt/generator" },
    },
  },
];
