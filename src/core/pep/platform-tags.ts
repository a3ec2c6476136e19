import type { LibcFloor } from "../target/libc.ts";
import type { TagRules } from "../target/target.ts";

/** The glibc that each old name of a policy stands for (PEP 513, 571, 599). */
export const LEGACY_MANYLINUX: ReadonlyMap<string, string> = new Map([
  ["2_17", "manylinux2014"],
  ["2_12", "manylinux2010"],
  ["2_5", "manylinux1"],
]);

/** Machines that manylinux wheels exist for (`packaging` 26.3), and the oldest glibc 2 that has tags: 2.17, on x86 2.5. */
const GLIBC_FLOORS: ReadonlyMap<string, number> = new Map([
  ["x86_64", 5],
  ["i686", 5],
  ...["aarch64", "armv7l", "armv8l", "ppc64", "ppc64le", "s390x", "loongarch64", "riscv64"].map(
    (machine): [string, number] => [machine, 17],
  ),
]);

/** uv asks for the first glibc that knew the processor. */
const UV_FLOORS: ReadonlyMap<string, number> = new Map([...GLIBC_FLOORS, ["riscv64", 31], ["loongarch64", 36]]);

/** What `packaging` takes for the last minor version of a major version of glibc that is no longer the current one. */
const LAST_MINOR = 50;

/**
 * Platform tags of a Linux machine, best first: `linux_*` and the ladder of `manylinux_*` or `musllinux_*` down to the
 * floor. On glibc each old name follows the number that it stands for.
 */
export function linuxPlatformTags(machine: string, libc: LibcFloor | null, rules: TagRules): readonly string[] {
  const machines = machinesOf(machine, rules);
  const plain = machines.map((name) => `linux_${name}`);
  const ladder = libc === null ? [] : machines.flatMap((name) => ladderOf(libc, name, rules));
  return rules === "packaging-26.3" ? [...plain, ...ladder] : [...ladder, ...plain];
}

/** A 32-bit Python on a 64-bit ARM kernel says `armv8l` and runs wheels for `armv7l`; uv knows the latter only. */
function machinesOf(machine: string, rules: TagRules): readonly string[] {
  if (machine !== "armv8l") return [machine];
  return rules === "uv" ? ["armv7l"] : ["armv8l", "armv7l"];
}

function ladderOf(libc: LibcFloor, machine: string, rules: TagRules): readonly string[] {
  if (libc.family === "musl") {
    return countDown(libc.minor, 0).map((minor) => `musllinux_${libc.major}_${minor}_${machine}`);
  }
  const floor = (rules === "uv" ? UV_FLOORS : GLIBC_FLOORS).get(machine);
  if (floor === undefined) return [];
  return countDown(libc.major, 2).flatMap((major) =>
    countDown(major === libc.major ? libc.minor : LAST_MINOR, major === 2 ? floor : 0).flatMap((minor) => {
      const legacy = LEGACY_MANYLINUX.get(`${major}_${minor}`);
      const tag = `manylinux_${major}_${minor}_${machine}`;
      return legacy === undefined ? [tag] : [tag, `${legacy}_${machine}`];
    }),
  );
}

/** Whole numbers from `from` down to `to`, both included. */
export function countDown(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => from - index);
}
