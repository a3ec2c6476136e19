/**
 * The name of a target everywhere: in reports, cache keys and file names. `python` is the ABI in the words of wheel tags
 * (`cp312`, `cp314t`, `pp311`), `libc` the floor (`manylinux_2_28`; null on a system without one: plain `linux`), `machine`
 * as `uname -m` says it. Example: `cp312-manylinux_2_28_aarch64`.
 */
export function targetId(target: {
  readonly python: string;
  readonly libc: string | null;
  readonly machine: string;
}): string {
  return `${target.python}-${target.libc ?? "linux"}_${target.machine}`;
}
