import { systemOf } from "./libraries.ts";
import type { CompileKind, SystemPackages } from "./model.ts";

/**
 * What compiles each language, by the ids of `libraries.ts`: the usual packages for C bring the compiler for C++ too. CUDA
 * comes with NVIDIA's images, not from a distribution.
 */
const TOOLCHAINS: Readonly<Record<CompileKind, readonly string[]>> = {
  C: ["cc-missing"],
  "C++": ["cc-missing"],
  Cython: ["cc-missing"],
  CUDA: ["cc-missing"],
  Fortran: ["cc-missing", "fortran-missing"],
  Go: ["go-missing"],
  Rust: ["cc-missing", "rust-missing"],
};

/** Compilers for all of these languages. */
export function toolchainOf(kinds: readonly CompileKind[]): SystemPackages {
  return systemOf(...new Set(kinds.flatMap((kind) => TOOLCHAINS[kind])));
}
