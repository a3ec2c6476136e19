import type { Signature } from "../signature.ts";
import { NO_PACKAGES } from "./packages.ts";

/** The machine gave out: memory, disk, or the emulator. */
export const RESOURCES: readonly Signature[] = [
  {
    id: "emulator-crash",
    class: "emulator-crash",
    needles: ["qemu: uncaught target signal"],
    pattern: /qemu: uncaught target signal (\d{1,3}) \(/,
    cause:
      "QEMU, which emulates the other architecture, crashed with signal $1: an error of the emulator, not of the package.",
    advice: "Build this package on a native arm64 runner, or with a newer QEMU.",
    packages: NO_PACKAGES,
    generic: false,
    example: "qemu: uncaught target signal 11 (Segmentation fault) - core dumped",
  },
  {
    id: "compiler-killed",
    class: "out-of-memory",
    needles: ["killed", "sigkill"],
    pattern:
      /Killed signal terminated program \w+|internal compiler error: Killed|\(signal: 9, SIGKILL|died with <Signals\.SIGKILL/,
    cause: "A compiler was killed, which the system does when memory runs out.",
    advice:
      "Use a runner with more memory, or let fewer compilers run at a time (for example MAX_JOBS=1 or CMAKE_BUILD_PARALLEL_LEVEL=1).",
    packages: NO_PACKAGES,
    generic: false,
    example: "c++: fatal error: Killed signal terminated program cc1plus",
  },
  {
    id: "memory-exhausted",
    class: "out-of-memory",
    needles: ["virtual memory exhausted", "out of memory", "cannot allocate memory", "memoryerror", "bad_alloc"],
    pattern: /virtual memory exhausted|: out of memory|Cannot allocate memory|^MemoryError\b|std::bad_alloc/,
    cause: "The build ran out of memory.",
    advice: "Use a runner with more memory, or let fewer compilers run at a time (for example MAX_JOBS=1).",
    packages: NO_PACKAGES,
    generic: false,
    example: "virtual memory exhausted: Cannot allocate memory",
  },
  {
    id: "disk-full",
    class: "disk-full",
    needles: ["no space left on device", "disk quota exceeded"],
    pattern: /: No space left on device|\[Errno 28\]|Disk quota exceeded/,
    cause: "The disk is full: no space was left for what the build wrote.",
    advice: "Free some space, or let the build work elsewhere (TMPDIR) and choose another --output folder.",
    packages: NO_PACKAGES,
    generic: false,
    example: "/tmp/ccX1.s: fatal error: error writing to x.o: No space left on device",
  },
];
