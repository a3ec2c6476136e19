import { compatibleTags } from "../../../core/pep/tags.ts";
import type { Target } from "../../../core/target/target.ts";

/** glibc floors that uv has a name for, on x86_64 and aarch64 (`TargetTriple`, uv 0.13). */
const FLOORS: ReadonlySet<string> = new Set(
  "2_17 2_28 2_31 2_32 2_33 2_34 2_35 2_36 2_37 2_38 2_39 2_40".split(" ").map((floor) => `manylinux_${floor}`),
);

/** The name of `--python-platform` that stands for a target, or one sentence why there is none. */
export function uvPlatform(target: Target): { readonly name: string } | { readonly reason: string } {
  const { libc, platform, python, tags } = target;
  const { machine } = platform;
  if (python.implementation !== "cpython" || python.freeThreaded) {
    return {
      reason: `uv takes the kind of Python from an interpreter of this machine, and the target's is ${python.abi}.`,
    };
  }
  const name = nameOf(machine, libc?.tag ?? "");
  if (name === null) return { reason: `uv has no --python-platform for ${libc?.tag ?? "linux"}_${machine}.` };
  if (tags !== null) {
    const own = new Set(tags);
    const foreign = compatibleTags({ ...target, tags: null }, { rules: "uv" }).find((tag) => !own.has(tag));
    if (foreign !== undefined)
      return { reason: `${name} of uv takes wheels of ${foreign}, which the target does not.` };
  }
  return { name };
}

function nameOf(machine: string, libc: string): string | null {
  if (machine === "riscv64") return libc === "manylinux_2_39" ? "riscv64-unknown-linux" : null;
  if (machine !== "aarch64" && machine !== "x86_64") return null;
  if (libc === "musllinux_1_2") return `${machine}-unknown-linux-musl`;
  return FLOORS.has(libc) ? `${machine}-${libc}` : null;
}
