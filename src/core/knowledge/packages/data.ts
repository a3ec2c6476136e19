import { runtimeOnly, systemOf } from "../libraries.ts";
import type { PackageKnowledge } from "../model.ts";
import { GLIBC_IMAGE, row, use } from "./row.ts";

/** Numbers, tables, maps, scientific files. */
export const DATA: readonly PackageKnowledge[] = [
  row("numpy", "Has wheels for linux/arm64, glibc (2.27 since 2.x) and musl; 2.5 needs Python 3.12.", {
    alternatives: [
      use("for the Python 3.10 of JetPack 6 take 2.2 or older", "numpy<2.3"),
      use("for the Python 3.8 of JetPack 5 take 1.24 or older", "numpy<1.25"),
    ],
    system: systemOf("blas-lapack"),
    compile: ["C", "C++", "Cython"],
  }),
  row("pandas", "Has wheels for linux/arm64, glibc and musl; 3.0 needs Python 3.11.", {
    alternatives: [use("for Python 3.10 and older take 2.x", "pandas<3")],
    compile: ["C", "Cython"],
  }),
  row("scipy", "Has wheels for linux/arm64, glibc and musl; 1.18 needs Python 3.12.", {
    system: systemOf("blas-lapack"),
    compile: ["Fortran", "C", "C++", "Cython"],
  }),
  row("pyarrow", "Has wheels for linux/arm64, glibc 2.28 and musl; older pips do not see them.", {
    source: "wheels in 64 lock files of 24 public repositories; apache/arrow issue 43847",
    alternatives: [use("on Amazon Linux 2 (glibc 2.26) take a release with a manylinux2014 wheel")],
    compile: ["C++", "Cython"],
  }),
  row("numba llvmlite", "Has wheels for linux/arm64 with glibc for Python 3.10 to 3.14; none for musl.", {
    alternatives: [GLIBC_IMAGE],
    system: systemOf("llvm-config"),
    compile: ["C++", "C"],
  }),
  row("matplotlib", "Has wheels for linux/arm64 with glibc; of musl only for x86-64.", {
    source: "matplotlib/matplotlib issues 28543 and 32121",
    vendorIndexes: ["home-assistant-musl"],
    alternatives: [GLIBC_IMAGE, use("on Alpine, apk has py3-matplotlib")],
    system: systemOf("pkgconfig-missing"),
    compile: ["C++"],
  }),
  row("duckdb snowflake-connector-python oracledb", "Has wheels for linux/arm64 with glibc; none for musl.", {
    alternatives: [GLIBC_IMAGE],
  }),
  row("deltalake", "Has wheels for linux/arm64 with glibc; of musl only for x86-64.", {
    alternatives: [GLIBC_IMAGE],
    compile: ["Rust"],
  }),
  row(
    "polars-runtime-32 polars-runtime-64 polars-runtime-compat",
    "Holds the compiled part of polars, whose own wheel is pure.",
    {
      compile: ["Rust"],
    },
  ),
  row("h5py", "Has wheels for linux/arm64 with glibc.", {
    alternatives: [GLIBC_IMAGE],
    system: systemOf("hdf5"),
    compile: ["C", "Cython"],
  }),
  row("tables", "Has wheels for linux/arm64 with glibc.", {
    source: "PyTables/PyTables issue 1331",
    system: systemOf("hdf5"),
    compile: ["C", "Cython"],
    buildMinutes: { value: 25, source: "PyTables/PyTables issue 1331: 25 minutes native on x86-64, 266 under QEMU" },
  }),
  row("netcdf4", "Recent releases have wheels for linux/arm64 with glibc.", {
    source: "Unidata/netcdf4-python, its wheels workflow",
    system: systemOf("hdf5", "netcdf"),
    compile: ["C", "Cython"],
  }),
  row("gdal", "Has an sdist only, which must have the version of the GDAL that is installed.", {
    source: "rasterio setup.py; GDAL's page on the index",
    alternatives: [
      use("rasterio and pyogrio have wheels with GDAL inside", "rasterio"),
      use("install it as GDAL==$(gdal-config --version) after the packages of the system"),
    ],
    system: systemOf("gdal"),
    compile: ["C++"],
  }),
  row("mkl intel-openmp tbb mkl-fft mkl-random", "Intel's libraries are for x86 only.", {
    source: "wheels of Intel's projects on the public index; unverified for tbb",
    platforms: ["linux/arm64", "linux/arm/v7", "linux/riscv64"],
    alternatives: [use('keep it for x86-64 by a marker: add ; platform_machine == "x86_64" to its line')],
  }),
  row("mpi4py", "Needs an MPI of the system, for the build and at run time.", {
    source: "mpi4py.readthedocs.io, Installation",
    system: systemOf("mpi"),
    compile: ["C", "Cython"],
  }),
  row("pygraphviz", "Has an sdist only.", {
    source: "pygraphviz.github.io, Install",
    system: systemOf("graphviz"),
    compile: ["C"],
  }),
  row("cvc5", "Building it takes long.", {
    source: "cvc5/cvc5 pull request 10554",
    compile: ["C++"],
    buildMinutes: {
      value: 21,
      source: "cvc5/cvc5 pull request 10554: 21 minutes native on x86-64, over 4 hours under QEMU",
    },
  }),
  row("boost-histogram", "Has wheels for linux/arm64.", {
    source: "pypa/cibuildwheel issue 482",
    compile: ["C++"],
    buildMinutes: {
      value: 10,
      source: "pypa/cibuildwheel issue 482: 5 to 10 minutes for each Python natively, 50 under QEMU",
    },
  }),
  row(
    "soundfile",
    "Its wheel for linux/arm64 brings libsndfile; where only the pure one fits, the system must have it.",
    {
      source: "bastibe/python-soundfile README",
      system: runtimeOnly("sndfile"),
    },
  ),
];
