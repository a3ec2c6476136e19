import type { PackageKnowledge } from "../model.ts";
import { row } from "./row.ts";

/** Tools of developers: compiled where there is a wheel, pure elsewhere. */
export const TOOLS: readonly PackageKnowledge[] = [
  row("black", "Has compiled wheels for x86-64 Linux only; elsewhere its wheel for every platform is installed.", {
    platforms: ["linux/arm64", "linux/arm/v7", "linux/riscv64"],
    stub: "Its wheel for every platform does the same, slower: it is not compiled with mypyc.",
  }),
  row(
    "mypy",
    "Has compiled wheels for linux/arm64 with glibc; of musl only for x86-64, elsewhere the pure one is installed.",
    {
      stub: "Its wheel for every platform does the same, slower: it is not compiled with mypyc.",
    },
  ),
  row("pystack", "Has wheels for linux/arm64 with glibc; of musl only for x86-64.", { compile: ["C++", "Cython"] }),
];
