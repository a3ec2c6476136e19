import { near, packagesOf, type Signature, signature } from "../signature.ts";

const RUSTUP =
  "Distributions are often too old: install a current toolchain with rustup, and put ~/.cargo/bin on PATH.";

/** Rust: maturin, setuptools-rust, cargo. */
export const RUST: readonly Signature[] = [
  signature({
    id: "rust-missing",
    class: "missing-tool",
    names: { program: ["cargo", "rustc"] },
    texts: [
      "can't find rust compiler",
      "cargo, the rust package manager, is not installed or is not on path",
      "cargo metadata failed. do you have cargo in your path",
      "no matching distribution found for puccinialin",
      "rust not found, installing into a temporary directory",
    ],
    cause: "There is no Rust toolchain (cargo, rustc).",
    advice: `A release that has a wheel for this target needs none. ${RUSTUP}`,
    packages: packagesOf("cargo rustc", "cargo rust", "cargo rust", "rust"),
    examples: [
      "error: can't find Rust compiler",
      "Cargo, the Rust package manager, is not installed or is not on PATH.",
      "  Caused by: Cargo metadata failed. Do you have cargo in your PATH?",
      "ERROR: No matching distribution found for puccinialin",
      "Rust not found, installing into a temporary directory",
      "FileNotFoundError: [Errno 2] No such file or directory: 'cargo'",
    ],
    nearMisses: ["running cargo build --release", "warning: unused manifest key: cargo-features"],
    sources:
      "setuptools-rust command.py:74; maturin/__init__.py:216; maturin src/project_layout.rs:389; external-metadata-mappings dep:virtual/compiler/rust; puccinialin's text",
  }),
  signature({
    id: "rust-too-old",
    class: "tool-version",
    texts: [
      near("feature `edition20", /feature `edition20\d\d` is required/),
      near("requires rustc ", /requires rustc (\d[\d.]*\d) or newer/),
      near("is not supported by the following package", /rustc [\d.]+ is not supported by the following package/),
      near("the package requires the cargo feature", /requires the Cargo feature called `edition20\d\d`/),
    ],
    cause: "The Rust toolchain is too old for this package or one of its crates.",
    advice: `${RUSTUP} An older release of the package may take the toolchain that is there.`,
    commands: ["rustup toolchain install stable", "rustup default stable"],
    examples: [
      "  feature `edition2024` is required",
      "error: package `foo v1.2.0` cannot be built because it requires rustc 1.74 or newer, while the currently active rustc version is 1.63.0",
      "error: rustc 1.60.0 is not supported by the following package:",
      "  The package requires the Cargo feature called `edition2024`, but that feature is not stabilized",
    ],
    nearMisses: ["rustc 1.80.0 (051478957 2024-07-21)", 'edition = "2024"'],
    sources: "pgcentralfoundation/pgrx#2139; mt-empty/pi-inky-weather-epd#22; recorded from maturin",
  }),
  signature({
    id: "rust-linker",
    class: "missing-tool",
    texts: [near("error: linker `", /error: linker `([\w.+-]+)` not found/)],
    cause: "Rust is there, but not the C toolchain whose linker ($1) it calls.",
    packages: packagesOf("build-essential", "gcc", "build-base", "c-compiler"),
    examples: ["error: linker `cc` not found"],
    nearMisses: ["error: linking with `cc` failed: exit status: 1"],
    sources: "rustc's message (unverified thread)",
  }),
  signature({
    id: "rust-compile-error",
    class: "compiler",
    rank: "generic",
    texts: [
      near("error[e", /^\s*error\[E\d{4}\]: /),
      near("error: could not compile `", /error: could not compile `([^`]+)`/),
    ],
    cause: "The Rust compiler refused the source.",
    advice: "Use a newer release of the package, or another version of Rust.",
    examples: ["error[E0308]: mismatched types", "error: could not compile `demo` (lib) due to 1 previous error"],
    nearMisses: ["warning: unused variable: `x`", "   Compiling demo v0.1.0"],
    sources: "recorded from maturin",
  }),
  signature({
    id: "maturin-failed-generic",
    class: "build-script",
    rank: "consequence",
    texts: [near("maturin failed", /maturin failed\s*$/), "error: command ['maturin',"],
    cause: "maturin, which builds the Rust extension, failed.",
    advice: "The lines `Caused by:` and the first `error[E…]` above say why.",
    examples: [
      "💥 maturin failed",
      "Error: command ['maturin', 'pep517', 'build-wheel'] returned non-zero exit status 1",
    ],
    nearMisses: ["Running `maturin pep517 build-wheel -i /usr/bin/python3`", "📦 Built wheel for CPython 3.11"],
    sources: "recorded from maturin",
  }),
];
