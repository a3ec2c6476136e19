/** QEMU died inside a command: an error of the emulator, not of the package that was being built. */
export interface EmulatorCrash {
  /** The signal that killed the emulated program, e.g. 11 (SIGSEGV) or 4 (SIGILL). */
  readonly signal: number;
  /** QEMU's own line, when it is among those kept. */
  readonly line: string | null;
}

/** QEMU 2 to 11: `qemu: uncaught target signal 11 (Segmentation fault) - core dumped`. */
const UNCAUGHT = /\bqemu: uncaught target signal (\d+) \(/;

/**
 * Exit codes 128 + signal of an emulated program that died: SIGILL (an instruction QEMU lacks) and SIGSEGV. SIGABRT is left
 * out, programs abort by themselves.
 */
const CRASH_CODES: Readonly<Record<number, number>> = { 132: 4, 139: 11 };

/** Looks at how an emulated command ended: its exit code and its last lines. Null when the emulator is not to blame. */
export function findEmulatorCrash(exit: {
  readonly code: number | null;
  readonly tail: readonly string[];
}): EmulatorCrash | null {
  if (exit.code === 0) return null;
  for (const line of exit.tail.toReversed()) {
    const match = UNCAUGHT.exec(line);
    if (match !== null) return { signal: Number(match[1]), line };
  }
  const signal = CRASH_CODES[exit.code ?? 0];
  return signal === undefined ? null : { signal, line: null };
}
